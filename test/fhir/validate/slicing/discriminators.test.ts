import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../src/fhir/json/json.ts';
import { briefs, CORE, check, element, extension, judge, profile } from '../synthetic.ts';

const text = (value: string) => ({ type: 'string', value });
const slicedBy = (type: string, path: string) => ({
  slicing: { discriminators: [{ type, path }], rules: 'open' as const },
});
const patient = (members: Readonly<Record<string, Json>>) => ({
  resourceType: 'Patient',
  ...members,
});

describe('value', () => {
  const facts = [
    profile('by-value', 'Patient', [
      element('Patient.identifier', slicedBy('value', 'system')),
      element('Patient.identifier:mrn', { min: 1, max: '1' }),
      element('Patient.identifier:mrn.system', { fixed: { type: 'uri', value: 'http://a' } }),
      element('Patient.identifier:mrn.value', { min: 1 }),
      element('Patient.identifier:ssn', { max: '1' }),
      element('Patient.identifier:ssn.system', { pattern: { type: 'uri', value: 'http://b' } }),
      element('Patient.identifier:ssn.value', { maxLength: 3 }),
    ]),
  ];
  const mrn = { system: 'http://a', value: '1' };
  check('a slice that has all it needs', facts, patient({ identifier: [mrn] }), []);
  check('a value of no slice beside it', facts, patient({ identifier: [mrn, { value: 'x' }] }), []);
  check('without the list, the slice is missing', facts, patient({}), [
    'error Patient Patient.identifier:mrn/min',
  ]);
  check('without a value that fits', facts, patient({ identifier: [{ value: '1' }] }), [
    'error Patient Patient.identifier:mrn/min',
  ]);
  check('more values than the slice allows', facts, patient({ identifier: [mrn, mrn] }), [
    'error Patient Patient.identifier:mrn/max',
  ]);
  check(
    'what the slice says of its children holds for its values alone',
    facts,
    patient({ identifier: [{ system: 'http://a' }, { system: 'http://b', value: '1234' }] }),
    [
      'error Patient.identifier[0] Patient.identifier:mrn.value/min',
      'error Patient.identifier[1].value Patient.identifier:ssn.value/maxLength',
    ],
  );
});

describe('pattern', () => {
  const coded = (code: string) => ({ coding: [{ system: 'http://s', code }] });
  const facts = [
    profile('by-pattern', 'Observation', [
      element('Observation.category', slicedBy('pattern', '$this')),
      element('Observation.category:lab', {
        min: 1,
        max: '1',
        pattern: { type: 'CodeableConcept', value: coded('lab') },
      }),
      element('Observation.category:lab.text', { min: 1 }),
    ]),
  ];
  const observation = (category: Json) => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    category,
  });
  const lab = { coding: [{ system: 'http://t', code: 'u' }, ...coded('lab').coding], text: 'Lab' };
  check('more may stand beside the pattern', facts, observation([lab]), []);
  check('another code is of no slice', facts, observation([coded('x')]), [
    'error Observation Observation.category:lab/min',
  ]);
  check('a child of the slice', facts, observation([coded('lab')]), [
    'error Observation.category[0] Observation.category:lab.text/min',
  ]);
});

describe('exists', () => {
  const facts = [
    profile('by-existence', 'Patient', [
      element('Patient.name', slicedBy('exists', 'period')),
      element('Patient.name:past', { max: '1' }),
      element('Patient.name:past.period', { min: 1 }),
      element('Patient.name:past.text', { min: 1 }),
      element('Patient.name:now', {}),
      element('Patient.name:now.period', { max: '0' }),
      element('Patient.name:now.family', { min: 1 }),
    ]),
  ];
  const period = { start: '2001' };
  check(
    'each in its slice',
    facts,
    patient({ name: [{ text: 'a', period }, { family: 'b' }] }),
    [],
  );
  check(
    'each by its own rules',
    facts,
    patient({ name: [{ family: 'a', period }, { text: 'b' }] }),
    [
      'error Patient.name[0] Patient.name:past.text/min',
      'error Patient.name[1] Patient.name:now.family/min',
    ],
  );
});

describe('paths', () => {
  const color = extension('color', undefined, [element('Extension.value[x]', { min: 1 })]);
  const byExtension = profile('by-extension', 'Patient', [
    element('Patient.name', slicedBy('value', `extension('${color.url}').value`)),
    element('Patient.name:red', { min: 1 }),
    element('Patient.name:red.extension', slicedBy('value', 'url')),
    element('Patient.name:red.extension:color', {
      min: 1,
      types: [{ code: 'Extension', profiles: [color.url] }],
    }),
    element('Patient.name:red.extension:color.value[x]', { fixed: text('red') }),
    element('Patient.name:red.family', { min: 1 }),
  ]);
  const facts = [byExtension, color];
  const colored = (value: string) => ({ extension: [{ url: color.url, valueString: value }] });
  check('extension(url).value', facts, patient({ name: [{ ...colored('red'), family: 'x' }] }), []);
  check('extension(url) of a slice lacks a child', facts, patient({ name: [colored('red')] }), [
    'error Patient.name[0] Patient.name:red.family/min',
  ]);
  check('extension(url) with another value', facts, patient({ name: [colored('blue')] }), [
    'error Patient Patient.name:red/min',
  ]);

  const byOfType = [
    profile('by-of-type', 'Observation', [
      element('Observation.component', slicedBy('value', 'value.ofType(string)')),
      element('Observation.component:red', { min: 1 }),
      element('Observation.component:red.value[x]', { types: [{ code: 'string' }] }),
      element('Observation.component:red.value[x]', { fixed: text('red') }),
      element('Observation.component:red.interpretation', { min: 1 }),
    ]),
  ];
  const observation = (component: Json) => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    component: [component],
  });
  const coded = { code: { text: 'x' } };
  check('ofType() of a value that fits', byOfType, observation({ ...coded, valueString: 'red' }), [
    'error Observation.component[0] Observation.component:red.interpretation/min',
  ]);
  check('ofType() of another type', byOfType, observation({ ...coded, valueBoolean: true }), [
    'error Observation Observation.component:red/min',
  ]);

  const byTarget = [
    profile('by-target', 'Observation', [
      element('Observation.performer', slicedBy('type', 'resolve()')),
      element('Observation.performer:org', {
        min: 1,
        types: [{ code: 'Reference', targetProfiles: [`${CORE}Organization`] }],
      }),
      element('Observation.performer:org.display', { min: 1 }),
    ]),
  ];
  const performed = (performer: Json, contained: Json) => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    contained: [contained],
    performer: [performer],
  });
  const local = { reference: '#a' };
  check(
    'resolve() by the type of the target',
    byTarget,
    performed(local, { resourceType: 'Organization', id: 'a', name: 'A' }),
    ['error Observation.performer[0] Observation.performer:org.display/min'],
  );
  check(
    'resolve() leads to another type',
    byTarget,
    performed(local, { resourceType: 'Practitioner', id: 'a' }),
    ['error Observation Observation.performer:org/min'],
  );

  test('a path that the standard does not allow is listed, and decides nothing', () => {
    const facts = [
      profile('by-where', 'Patient', [
        element('Patient.name', {
          slicing: {
            discriminators: [{ type: 'value', path: "where(use = 'usual').text" }],
            rules: 'closed',
          },
        }),
        element('Patient.name:usual', {}),
        element('Patient.name:usual.text', { fixed: text('x') }),
      ]),
    ];
    const report = judge(facts, patient({ name: [{ text: 'y' }] }));
    expect(report.notEvaluated.join()).toContain('slicing of Patient.name');
    expect(briefs(report)).toEqual([]);
  });
});

describe('type', () => {
  const facts = [
    profile('by-type', 'Observation', [
      element('Observation.value[x]', slicedBy('type', '$this')),
      element('Observation.value[x]:valueQuantity', { types: [{ code: 'Quantity' }] }),
      element('Observation.value[x]:valueQuantity.unit', { min: 1 }),
      element('Observation.value[x]:valueString', { types: [{ code: 'string' }], maxLength: 3 }),
    ]),
  ];
  const valued = (value: Readonly<Record<string, Json>>) => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    ...value,
  });
  check('each type by its own rules: a quantity', facts, valued({ valueQuantity: { value: 1 } }), [
    'error Observation.value.ofType(Quantity) Observation.value[x]:valueQuantity.unit/min',
  ]);
  check('each type by its own rules: a string', facts, valued({ valueString: 'long' }), [
    'error Observation.value.ofType(string) Observation.value[x]:valueString/maxLength',
  ]);
  check('a type without a slice', facts, valued({ valueBoolean: true }), []);
});

describe('profile', () => {
  const named = profile('named-organization', 'Organization', [
    element('Organization.identifier', { min: 1 }),
  ]);
  const facts = [
    profile('by-profile', 'Observation', [
      element('Observation.performer', slicedBy('profile', 'resolve()')),
      element('Observation.performer:named', {
        min: 1,
        types: [{ code: 'Reference', targetProfiles: [named.url] }],
      }),
      element('Observation.performer:named.display', { min: 1 }),
    ]),
    named,
  ];
  const performed = (organization: Readonly<Record<string, Json>>) => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    contained: [{ resourceType: 'Organization', id: 'a', name: 'A', ...organization }],
    performer: [{ reference: '#a' }],
  });
  check('a target of the profile', facts, performed({ identifier: [{ value: '1' }] }), [
    'error Observation.performer[0] Observation.performer:named.display/min',
  ]);
  check('a target that the profile does not fit', facts, performed({}), [
    'error Observation Observation.performer:named/min',
  ]);
});

describe('position', () => {
  test('is of a later FHIR: listed as not evaluated, decides nothing', () => {
    const facts = [
      profile('by-position', 'Patient', [
        element('Patient.name', {
          slicing: { discriminators: [{ type: 'position', path: '$this' }], rules: 'closed' },
        }),
        element('Patient.name:first', { min: 1 }),
        element('Patient.name:first.text', { min: 1 }),
      ]),
    ];
    const report = judge(facts, patient({ name: [{ family: 'y' }] }));
    expect(report.notEvaluated).toEqual(["slicing of Patient.name can't be decided"]);
    expect(briefs(report)).toEqual([]);
    expect(judge(facts, patient({})).notEvaluated).toEqual([]);
  });
});
