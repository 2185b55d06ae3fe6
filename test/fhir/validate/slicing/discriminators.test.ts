import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../src/fhir/json/json.ts';
import { check, element, extension, HERE, judge, profile } from '../synthetic.ts';

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
  check('each in its slice', facts, patient({ name: [{ text: 'a', period }, { family: 'b' }] }), []);
  check('each by its own rules', facts, patient({ name: [{ family: 'a', period }, { text: 'b' }] }), [
    'error Patient.name[0] Patient.name:past.text/min',
    'error Patient.name[1] Patient.name:now.family/min',
  ]);
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
      element('Observation.component', slicedBy('value', 'value.ofType(Coding).code')),
      element('Observation.component:never', {}),
    ]),
  ];
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
    expect(report.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
  void byOfType;
  void HERE;
});
