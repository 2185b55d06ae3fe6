import { describe } from 'vitest';
import type { Json } from '../../../../src/fhir/json/json.ts';
import type { StructureFacts } from '../../../../src/fhir/validate/facts.ts';
import { CORE, check, element, extension, HERE, profile } from '../synthetic.ts';

const patient = (extensions: readonly Json[], members: Readonly<Record<string, Json>> = {}) => ({
  resourceType: 'Patient',
  extension: extensions,
  ...members,
});
const on = (expression: string, type: 'element' | 'extension' | 'fhirpath' = 'element') => [
  { type, expression },
];
const valued = (type: string) => [
  element('Extension.extension', { max: '0' }),
  element('Extension.value[x]', { min: 1, types: [{ code: type }] }),
];

describe('a simple extension', () => {
  const color = extension('color', on('Patient'), valued('string'));
  const facts = [color];
  const { url } = color;
  check('with its value', facts, patient([{ url, valueString: 'red' }]), []);
  check('with a value of another type', facts, patient([{ url, valueBoolean: true }]), [
    'error Patient.extension[0] Extension.value[x]/type',
  ]);
  check('without a value', facts, patient([{ url }]), [
    'error Patient.extension[0] Extension.value[x]/min',
  ]);
  check(
    'with extensions of its own',
    facts,
    patient([{ url, valueString: 'x', extension: [{ url: `${HERE}other`, valueString: 'y' }] }]),
    ['error Patient.extension[0] Extension.extension/max'],
  );
  check(
    'as a modifier',
    facts,
    { resourceType: 'Patient', modifierExtension: [{ url, valueString: 'x' }] },
    ['error Patient.modifierExtension[0] Extension/modifier'],
  );
  check(
    'on another element',
    facts,
    { resourceType: 'Patient', name: [{ extension: [{ url, valueString: 'x' }] }] },
    ['error Patient.name[0].extension[0] Extension/context'],
  );
  check('without a URL', facts, patient([{ valueString: 'x' }]), [
    'error Patient.extension[0] Extension.url/min',
  ]);
});

describe('an extension that no package defines', () => {
  check('is accepted', [], patient([{ url: `${HERE}nobody`, valueString: 'x' }]), [
    'information Patient.extension[0] Patient.extension/url',
  ]);
  check(
    'is doubted as a modifier',
    [],
    {
      resourceType: 'Patient',
      modifierExtension: [{ url: `${HERE}nobody`, valueString: 'x' }],
    },
    ['warning Patient.modifierExtension[0] Patient.modifierExtension/url'],
  );
  check('has an absolute URL', [], patient([{ url: 'nobody', valueString: 'x' }]), [
    'error Patient.extension[0] Patient.extension/url',
  ]);
  check('has a value or parts', [], patient([{ url: `${HERE}nobody` }]), [
    'error Patient.extension[0] Extension/ext-1',
    'information Patient.extension[0] Patient.extension/url',
  ]);
  check(
    'may not have both',
    [],
    patient([
      { url: `${HERE}nobody`, valueString: 'x', extension: [{ url: 'a', valueString: 'x' }] },
    ]),
    [
      'error Patient.extension[0] Extension/ext-1',
      'information Patient.extension[0] Patient.extension/url',
    ],
  );
});

describe('a complex extension', () => {
  const part = (name: string, type: string, said: { min?: number; max?: string }) => [
    element(`Extension.extension:${name}`, said),
    element(`Extension.extension:${name}.extension`, { max: '0' }),
    element(`Extension.extension:${name}.url`, { fixed: { type: 'uri', value: name } }),
    element(`Extension.extension:${name}.value[x]`, { min: 1, types: [{ code: type }] }),
  ];
  const box = extension('box', on('Patient'), [
    element('Extension.extension', {
      slicing: { discriminators: [{ type: 'value', path: 'url' }], rules: 'open' },
    }),
    ...part('width', 'decimal', { min: 1, max: '1' }),
    ...part('note', 'string', { max: '1' }),
    element('Extension.value[x]', { max: '0' }),
  ]);
  const facts = [box];
  const width = { url: 'width', valueDecimal: 1 };
  const boxed = (...parts: readonly Json[]) => patient([{ url: box.url, extension: parts }]);
  check('with what it needs', facts, boxed(width), []);
  check('without a part', facts, boxed({ url: 'note', valueString: 'x' }), [
    'error Patient.extension[0] Extension.extension:width/min',
  ]);
  check('with a part twice', facts, boxed(width, width), [
    'error Patient.extension[0] Extension.extension:width/max',
  ]);
  check('with an unknown part', facts, boxed(width, { url: 'height', valueDecimal: 1 }), [
    'error Patient.extension[0].extension[1] Extension.extension/url',
  ]);
  check('with a wrong value in a part', facts, boxed({ url: 'width', valueString: 'x' }), [
    'error Patient.extension[0].extension[0] Extension.extension:width.value[x]/type',
  ]);
  check('with a value of its own', facts, patient([{ url: box.url, valueString: 'x' }]), [
    'error Patient.extension[0] Extension.value[x]/max',
    'error Patient.extension[0] Extension.extension:width/min',
  ]);
});

describe('contexts', () => {
  const simple = (name: string, contexts: StructureFacts['contexts']) =>
    extension(name, contexts, valued('string'));
  const facts = [
    simple('on-name', on('HumanName')),
    simple('on-path', on('Patient.contact.name')),
    simple('on-any', on('Element')),
    simple('on-resource', on('DomainResource')),
    simple('on-extension', on(`${HERE}on-any`, 'extension')),
    extension('open', on('Patient'), []),
    simple('in-open', on(`${HERE}open`, 'extension')),
    simple('in-place', on('Patient.extension')),
    simple('on-primitive', on('string')),
    { ...simple('by-path', on('Patient.name', 'fhirpath')) },
    { ...simple('in-women', on('Patient')), contextInvariants: ["gender = 'female'"] },
  ];
  const one = (name: string, more: Readonly<Record<string, Json>> = {}) => ({
    url: `${HERE}${name}`,
    valueString: 'x',
    ...more,
  });
  const onName = (name: string) => ({
    resourceType: 'Patient',
    name: [{ text: 'x', extension: [one(name)] }],
  });
  check('a data type', facts, onName('on-name'), []);
  check('a data type, elsewhere', facts, patient([one('on-name')]), [
    'error Patient.extension[0] Extension/context',
  ]);
  check(
    'a path',
    facts,
    {
      resourceType: 'Patient',
      contact: [{ name: { text: 'x', extension: [one('on-path')] } }],
    },
    [],
  );
  check('a path, on another element of the type', facts, onName('on-path'), [
    'error Patient.name[0].extension[0] Extension/context',
  ]);
  check('any element', facts, onName('on-any'), []);
  check('an abstract type', facts, patient([one('on-resource')]), []);
  check('an abstract type, elsewhere', facts, onName('on-resource'), [
    'error Patient.name[0].extension[0] Extension/context',
  ]);
  check(
    'another extension',
    facts,
    patient([{ url: `${HERE}nobody`, extension: [one('on-extension')] }]),
    [
      'error Patient.extension[0].extension[0] Extension/context',
      'information Patient.extension[0] Patient.extension/url',
    ],
  );
  check(
    'another extension, there',
    facts,
    patient([{ url: `${HERE}open`, extension: [one('in-open')] }]),
    [],
  );
  check(
    'a primitive type',
    facts,
    {
      resourceType: 'Patient',
      name: [{ text: 'x', _text: { extension: [one('on-primitive')] } }],
    },
    [],
  );
  check('a primitive type, elsewhere', facts, onName('on-primitive'), [
    'error Patient.name[0].extension[0] Extension/context',
  ]);
  const deceased = (value: Readonly<Record<string, Json>>) => ({
    resourceType: 'Patient',
    ...value,
  });
  const onMoment = [simple('on-moment', on('dateTime'))];
  check(
    'the type that a choice has',
    onMoment,
    deceased({ deceasedDateTime: '2026', _deceasedDateTime: { extension: [one('on-moment')] } }),
    [],
  );
  check(
    'another type of the choice',
    onMoment,
    deceased({ deceasedBoolean: true, _deceasedBoolean: { extension: [one('on-moment')] } }),
    ['error Patient.deceased.ofType(boolean).extension[0] Extension/context'],
  );
  check('a FHIRPath', facts, onName('by-path'), []);
  check('a FHIRPath, elsewhere', facts, patient([one('by-path')]), [
    'error Patient.extension[0] Extension/context',
  ]);
  check(
    'an invariant of the context that holds',
    facts,
    patient([one('in-women')], { gender: 'female' }),
    [],
  );
  check(
    'an invariant of the context that does not',
    facts,
    patient([one('in-women')], { gender: 'male' }),
    ['error Patient.extension[0] Extension/contextInvariant'],
  );
});

describe('a modifier extension', () => {
  const negated = extension('negated', on('Patient'), valued('boolean'));
  const root = element('Extension', { isModifier: true });
  const facts = [{ ...negated, elements: [root, ...negated.elements] }];
  const { url } = negated;
  check(
    'as a modifier',
    facts,
    { resourceType: 'Patient', modifierExtension: [{ url, valueBoolean: true }] },
    [],
  );
  check('as a mere extension', facts, patient([{ url, valueBoolean: true }]), [
    'error Patient.extension[0] Extension/modifier',
  ]);
  check(
    'on a data type, which has none',
    facts,
    {
      resourceType: 'Patient',
      name: [{ text: 'x', modifierExtension: [{ url, valueBoolean: true }] }],
    },
    ['error Patient.name[0] HumanName/members'],
  );
});

describe('an extension that a profile slices in', () => {
  const color = extension('color-in', on('Patient'), valued('string'));
  const facts = [
    profile('colored', 'Patient', [
      element('Patient.extension:color', {
        min: 1,
        max: '1',
        types: [{ code: 'Extension', profiles: [color.url] }],
      }),
      element('Patient.extension:color.value[x]', { maxLength: 3 }),
      element('Patient.extension:lost', {
        types: [{ code: 'Extension', profiles: [`${CORE}never-loaded`] }],
      }),
    ]),
    color,
  ];
  const { url } = color;
  check('there', facts, patient([{ url, valueString: 'red' }]), []);
  check('absent', facts, { resourceType: 'Patient' }, [
    'error Patient Patient.extension:color/min',
  ]);
  check('absent among others', facts, patient([{ url: `${HERE}x`, valueString: 'x' }]), [
    'error Patient Patient.extension:color/min',
    'information Patient.extension[0] Patient.extension/url',
  ]);
  check(
    'twice, with a text too long',
    facts,
    patient([
      { url, valueString: 'blue' },
      { url, valueString: 'x' },
    ]),
    [
      'error Patient.extension[0].value.ofType(string) Patient.extension:color.value[x]/maxLength',
      'error Patient Patient.extension:color/max',
    ],
  );
});
