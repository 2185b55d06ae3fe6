import { expect, test } from 'vitest';
import { JsonDecimal, type JsonObject } from '../../../src/fhir/json/json.ts';
import { toElementFacts } from '../../../src/fhir/profiles/element-facts.ts';

const extensions = 'http://hl7.org/fhir/StructureDefinition';

function translate(element: JsonObject) {
  const reasons: string[] = [];
  const facts = toElementFacts({ id: 'A.b', path: 'A.b', ...element }, (r) => reasons.push(r));
  return { said: { ...facts, id: undefined, path: undefined }, reasons };
}

const cases: readonly [string, JsonObject, object][] = [
  ['an element that says nothing', {}, {}],
  ['prose', { short: 's', definition: 'd', comment: 'c', alias: ['a'], mapping: [{}] }, {}],
  ['cardinality', { min: 0, max: '0' }, { min: 0, max: '0' }],
  [
    'flags, also when they are false',
    { mustSupport: false, isModifier: true, sliceIsConstraining: false },
    { mustSupport: false, isModifier: true, sliceIsConstraining: false },
  ],
  ['a slice', { sliceName: 's' }, { sliceName: 's' }],
  ['a content reference', { contentReference: '#A.c' }, { contentReference: '#A.c' }],
  ['a length', { maxLength: 40 }, { maxLength: 40 }],
  ['a fixed primitive', { fixedUri: 'u' }, { fixed: { type: 'uri', value: 'u' } }],
  ['a long type name', { fixedDateTime: '2020' }, { fixed: { type: 'dateTime', value: '2020' } }],
  [
    'a fixed false, which is a value',
    { fixedBoolean: false },
    { fixed: { type: 'boolean', value: false } },
  ],
  [
    'a pattern of a complex type',
    { patternCodeableConcept: { coding: [{ code: 'c' }] } },
    { pattern: { type: 'CodeableConcept', value: { coding: [{ code: 'c' }] } } },
  ],
  [
    'limits',
    { minValueInteger: 1, maxValueDate: '2020-01-01' },
    { minValue: { type: 'integer', value: 1 }, maxValue: { type: 'date', value: '2020-01-01' } },
  ],
  ['a limit that only an extension gives', { _maxValueDate: { extension: [] } }, {}],
  [
    'a reference type',
    {
      type: [
        {
          code: 'Reference',
          targetProfile: ['p|1', 'q'],
          aggregation: ['bundled'],
          versioning: 'either',
          _targetProfile: [{ extension: [] }, null],
        },
      ],
    },
    {
      types: [
        {
          code: 'Reference',
          targetProfiles: ['p|1', 'q'],
          aggregation: ['bundled'],
          versioning: 'either',
        },
      ],
    },
  ],
  [
    'a system type with its real type and its form',
    {
      type: [
        {
          code: 'http://hl7.org/fhirpath/System.String',
          extension: [
            { url: `${extensions}/structuredefinition-fhir-type`, valueUrl: 'code' },
            { url: `${extensions}/regex`, valueString: '[a-z]+' },
          ],
        },
      ],
    },
    {
      types: [
        {
          code: 'http://hl7.org/fhirpath/System.String',
          fhirType: 'code',
          regex: '[a-z]+',
        },
      ],
    },
  ],
  [
    'a type with a profile',
    { type: [{ code: 'X', profile: ['p'] }] },
    { types: [{ code: 'X', profiles: ['p'] }] },
  ],
  [
    'a binding with its outer bound',
    {
      binding: {
        strength: 'extensible',
        description: 'd',
        valueSet: 'v',
        extension: [{ url: `${extensions}/elementdefinition-maxValueSet`, valueCanonical: 'm' }],
      },
    },
    { binding: { strength: 'extensible', valueSet: 'v', maxValueSet: 'm' } },
  ],
  [
    'a binding without a value set',
    { binding: { strength: 'example' } },
    { binding: { strength: 'example' } },
  ],
  [
    'slicing',
    {
      slicing: {
        discriminator: [{ type: 'value', path: 'url' }],
        rules: 'open',
        ordered: false,
        description: 'd',
      },
    },
    {
      slicing: { discriminators: [{ type: 'value', path: 'url' }], rules: 'open', ordered: false },
    },
  ],
  [
    'slicing without a discriminator',
    { slicing: { rules: 'closed' } },
    { slicing: { discriminators: [], rules: 'closed' } },
  ],
  [
    'constraints',
    {
      constraint: [
        { key: 'k', severity: 'error', human: 'h', expression: 'a', xpath: 'x', source: 's' },
        { key: 'l', severity: 'warning', human: 'h' },
      ],
    },
    {
      constraints: [
        { key: 'k', severity: 'error', expression: 'a' },
        { key: 'l', severity: 'warning' },
      ],
    },
  ],
];

test.each(cases)('%s', (_, element, expected) => {
  expect(translate(element)).toEqual({ said: expected, reasons: [] });
});

const refused: readonly [string, JsonObject, string][] = [
  ['a cardinality that is none', { min: 0.5 }, 'A.b: min is not a whole number'],
  [
    'a decimal that a double would change',
    { patternQuantity: { value: new JsonDecimal('1.00') } },
    'A.b: patternQuantity holds a number that a double would change',
  ],
  ['a type without code', { type: [{}] }, 'A.b: a type has no code'],
  [
    'an unknown strength',
    { binding: { strength: 'hard' } },
    'A.b: a binding has no known strength',
  ],
  ['a slicing without rules', { slicing: {} }, 'A.b: a slicing has no known rules'],
  [
    'a discriminator without path',
    { slicing: { rules: 'open', discriminator: [{ type: 'value' }] } },
    'A.b: a discriminator has no type or no path',
  ],
  [
    'a constraint without severity',
    { constraint: [{ key: 'k' }] },
    'A.b: a constraint has no key or no known severity',
  ],
];

test.each(refused)('refused: %s', (_, element, reason) => {
  expect(translate(element).reasons).toEqual([reason]);
});

test('an element without id gets the one that its path and slice name make', () => {
  const id = (element: JsonObject) => toElementFacts(element, () => {})?.id;
  expect(id({ path: 'A.b' })).toBe('A.b');
  expect(id({ path: 'A.b', sliceName: 's' })).toBe('A.b:s');
  expect(id({})).toBeUndefined();
});
