import { describe } from 'vitest';
import type { Json } from '../../../../src/fhir/json/json.ts';
import { check, derived, element, profile } from '../synthetic.ts';

const COMPONENT = 'Observation.component[0]';
const observation = (members: Readonly<Record<string, Json>>) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  ...members,
});

describe('a choice of R4 itself', () => {
  check('two types at once', [], observation({ valueString: 'x', valueBoolean: true }), [
    'error Observation Observation.value[x]/choice',
  ]);
  check('a type that R4 does not allow', [], observation({ valueUri: 'urn:x' }), [
    'error Observation Observation.value[x]/type',
  ]);
  check('a name that is no choice', [], observation({ valuestring: 'x' }), [
    'error Observation Observation/members',
  ]);
  check(
    'one type as value and as sibling',
    [],
    observation({ valueString: 'x', _valueString: { id: 'a' } }),
    [],
  );
});

describe('a choice of which a profile leaves a type', () => {
  const facts = [
    profile('only-strings', 'Observation', [
      element('Observation.value[x]', { types: [{ code: 'string' }, { code: 'CodeableConcept' }] }),
    ]),
  ];
  check('that type', facts, observation({ valueString: 'x' }), []);
  check('another one', facts, observation({ valueBoolean: true }), [
    'error Observation Observation.value[x]/type',
  ]);
  check('another one by its sibling alone', facts, observation({ _valueBoolean: { id: 'a' } }), [
    'error Observation Observation.value[x]/type',
  ]);
});

describe('a choice that a profile prohibits', () => {
  const facts = [
    profile('no-value', 'Observation', [element('Observation.value[x]', { max: '0' })]),
  ];
  check('absent', facts, observation({}), []);
  check('present', facts, observation({ valueString: 'x' }), [
    'error Observation Observation.value[x]/max',
  ]);
});

describe('a choice that a profile requires', () => {
  const facts = [profile('a-value', 'Observation', [element('Observation.value[x]', { min: 1 })])];
  check('of any type', facts, observation({ valueBoolean: false }), []);
  check('absent', facts, observation({}), ['error Observation Observation.value[x]/min']);
});

describe('slices of a choice', () => {
  const facts = [
    profile('sliced-choice', 'Observation', [
      element('Observation.value[x]', {
        slicing: { discriminators: [{ type: 'type', path: '$this' }], rules: 'open' },
      }),
      element('Observation.value[x]:valueQuantity', {
        min: 1,
        types: [{ code: 'Quantity' }],
      }),
      element('Observation.value[x]:valueQuantity.code', { min: 1 }),
    ]),
  ];
  check('the slice', facts, observation({ valueQuantity: { value: 1, code: 'm' } }), [
    'error Observation.value.ofType(Quantity) Quantity/qty-3',
  ]);
  check(
    'what the slice says of its children',
    facts,
    observation({ valueQuantity: { value: 1 } }),
    ['error Observation.value.ofType(Quantity) Observation.value[x]:valueQuantity.code/min'],
  );
  check('no value at all', facts, observation({}), [
    'error Observation Observation.value[x]:valueQuantity/min',
  ]);
  check('another type leaves no room for the slice', facts, observation({ valueString: 'x' }), [
    'error Observation Observation.value[x]:valueQuantity/min',
  ]);
});

describe('shorthand for a slice of a choice', () => {
  const facts = [
    profile('shorthand', 'Observation', [
      element('Observation.valueQuantity', { maxLength: 9 }),
      element('Observation.valueQuantity.unit', { min: 1 }),
    ]),
  ];
  check('holds for its type', facts, observation({ valueQuantity: { value: 1 } }), [
    'error Observation.value.ofType(Quantity) Observation.value[x]:valueQuantity.unit/min',
  ]);
  check('leaves the other types alone', facts, observation({ valueString: 'x' }), []);
});

describe('shorthand for a slice of a choice that has to be there', () => {
  const facts = [
    profile('required-shorthand', 'Observation', [
      element('Observation.valueQuantity', { min: 1 }),
    ]),
  ];
  check('there', facts, observation({ valueQuantity: { value: 1 } }), []);
  check('not there', facts, observation({}), ['error Observation Observation.value[x]/min']);
  check('leaves no other type', facts, observation({ valueString: 'x' }), [
    'error Observation Observation.value[x]/type',
  ]);
});

describe('slices of a choice that is itself in a slice', () => {
  const outer = profile('components', 'Observation', [
    element('Observation.component', {
      slicing: { discriminators: [{ type: 'value', path: 'code' }], rules: 'open' },
    }),
    element('Observation.component:a', { min: 0 }),
    element('Observation.component:a.code', {
      pattern: { type: 'CodeableConcept', value: { text: 'a' } },
    }),
    element('Observation.component:a.value[x]', { min: 1, types: [{ code: 'Period' }] }),
  ]);
  const facts = [
    derived('components-derived', outer, [
      element('Observation.component:a.valuePeriod.start', { min: 1 }),
    ]),
    outer,
  ];
  const component = (value: Readonly<Record<string, Json>>) =>
    observation({ component: [{ code: { text: 'a' }, ...value }] });
  check('the right type', facts, component({ valuePeriod: { start: '2001' } }), []);
  check('its children', facts, component({ valuePeriod: { end: '2001' } }), [
    `error ${COMPONENT}.value.ofType(Period) Observation.component:a.value[x].start/min`,
  ]);
  check('the wrong type', facts, component({ valueString: 'x' }), [
    'error Observation.component[0] Observation.component:a.value[x]/type',
  ]);
});
