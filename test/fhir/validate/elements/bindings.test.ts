import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../src/fhir/json/json.ts';
import type { CanonicalFacts } from '../../../../src/fhir/validate/facts.ts';
import { briefs, check, element, HERE, judge, profile } from '../synthetic.ts';

const system = `${HERE}colors`;
const valueSet = `${HERE}warm`;
const terms: readonly CanonicalFacts[] = [
  {
    resourceType: 'CodeSystem',
    url: system,
    content: 'complete',
    concepts: [{ code: 'red' }, { code: 'orange' }, { code: 'blue' }],
  },
  { resourceType: 'ValueSet', url: valueSet, include: [{ system, codes: ['red', 'orange'] }] },
];
type Strength = 'required' | 'extensible' | 'preferred' | 'example';
const bound = (strength: Strength, set = valueSet) => ({ binding: { strength, valueSet: set } });

function observing(strength: Strength, set = valueSet): readonly CanonicalFacts[] {
  const binding = bound(strength, set);
  const shape = profile(`bound-${strength}`, 'Observation', [
    element('Observation.language', binding),
    element('Observation.method', binding),
    element('Observation.value[x]', binding),
    element('Observation.implicitRules', binding),
    element('Observation.meta.tag', binding),
  ]);
  return [shape, ...terms];
}
const observation = (members: Readonly<Record<string, Json>>) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  ...members,
});
const concept = (...codes: readonly string[]) => ({
  coding: codes.map((code) => ({ system, code })),
});

describe('required', () => {
  const facts = observing('required');
  const rejected = (place: string, id: string) => [`error ${place} ${id}/binding`];
  check('code', facts, observation({ implicitRules: 'red' }), []);
  check(
    'uri outside',
    facts,
    observation({ implicitRules: 'blue' }),
    rejected('Observation.implicitRules', 'Observation.implicitRules'),
  );
  check(
    'string outside',
    facts,
    observation({ valueString: 'blue' }),
    rejected('Observation.value.ofType(string)', 'Observation.value[x]'),
  );
  check('Coding', facts, observation({ meta: { tag: [{ system, code: 'red' }] } }), []);
  check(
    'Coding outside',
    facts,
    observation({ meta: { tag: [{ system, code: 'blue' }] } }),
    rejected('Observation.meta.tag[0]', 'Observation.meta.tag'),
  );
  check(
    'Coding of another system',
    facts,
    observation({ meta: { tag: [{ system: 'urn:x', code: 'red' }] } }),
    rejected('Observation.meta.tag[0]', 'Observation.meta.tag'),
  );
  check('CodeableConcept', facts, observation({ method: concept('red') }), []);
  check(
    'CodeableConcept with one of several',
    facts,
    observation({ method: concept('blue', 'red') }),
    [],
  );
  check(
    'CodeableConcept outside',
    facts,
    observation({ method: concept('blue') }),
    rejected('Observation.method', 'Observation.method'),
  );
  check(
    'CodeableConcept of text alone',
    facts,
    observation({ method: { text: 'red' } }),
    rejected('Observation.method', 'Observation.method'),
  );
  check('Quantity', facts, observation({ valueQuantity: { value: 1, system, code: 'red' } }), []);
  check(
    'Quantity outside',
    facts,
    observation({ valueQuantity: { value: 1, system, code: 'blue' } }),
    rejected('Observation.value.ofType(Quantity)', 'Observation.value[x]'),
  );
  check('a code that its system does not have', facts, observation({ method: concept('green') }), [
    'error Observation.method Observation.method/binding',
    'error Observation.method Observation.method/code',
  ]);
});

describe('extensible', () => {
  const facts = observing('extensible');
  check('inside', facts, observation({ method: concept('orange') }), []);
  check('outside is doubted', facts, observation({ method: concept('blue') }), [
    'warning Observation.method Observation.method/binding',
  ]);
  check(
    'of another system is doubted',
    facts,
    observation({ meta: { tag: [{ system: 'urn:x', code: 'y' }] } }),
    ['warning Observation.meta.tag[0] Observation.meta.tag/binding'],
  );
  check(
    'Quantity outside is doubted',
    facts,
    observation({ valueQuantity: { value: 1, system, code: 'blue' } }),
    ['warning Observation.value.ofType(Quantity) Observation.value[x]/binding'],
  );
});

describe.each(['preferred', 'example'] as const)('%s', (strength) => {
  const facts = observing(strength);
  check(
    'binds nobody',
    facts,
    observation({
      method: concept('blue'),
      valueString: 'blue',
      meta: { tag: [{ system, code: 'blue' }] },
    }),
    [],
  );
});

describe('a value set that is not loaded', () => {
  test.each(['required', 'extensible'] as const)('%s: listed, passed', (strength) => {
    const facts = observing(strength, `${HERE}nowhere`);
    const report = judge(facts, observation({ method: concept('red') }));
    expect(briefs(report)).toEqual([]);
    expect(report.notEvaluated.join()).toContain(`${HERE}nowhere`);
  });
});

describe('two bindings of one element', () => {
  const cold = `${HERE}cold`;
  const narrow = profile('narrow', 'Observation', [
    element('Observation.method', bound('required', cold)),
  ]);
  const wide = profile('wide', 'Observation', [element('Observation.method', bound('required'))]);
  const facts: readonly CanonicalFacts[] = [
    narrow,
    wide,
    ...terms,
    { resourceType: 'ValueSet', url: cold, include: [{ system, codes: ['blue'] }] },
  ];
  check(
    'each counts',
    facts,
    { ...observation({ method: concept('red') }), meta: { profile: [wide.url] } },
    ['error Observation.method Observation.method/binding'],
  );
});

describe('a maximum value set', () => {
  const facts: readonly CanonicalFacts[] = [
    profile('at-most', 'Observation', [
      element('Observation.method', {
        binding: { strength: 'extensible', valueSet: `${HERE}reds`, maxValueSet: valueSet },
      }),
    ]),
    { resourceType: 'ValueSet', url: `${HERE}reds`, include: [{ system, codes: ['red'] }] },
    ...terms,
  ];
  check('inside of both', facts, observation({ method: concept('red') }), []);
  check('inside of the maximum alone', facts, observation({ method: concept('orange') }), [
    'warning Observation.method Observation.method/binding',
  ]);
  check('outside of the maximum', facts, observation({ method: concept('blue') }), [
    'error Observation.method Observation.method/maxBinding',
    'warning Observation.method Observation.method/binding',
  ]);
  const preferred: readonly CanonicalFacts[] = [
    profile('at-best', 'Observation', [
      element('Observation.method', {
        binding: { strength: 'preferred', valueSet: `${HERE}reds`, maxValueSet: valueSet },
      }),
    ]),
    ...terms,
  ];
  check('of a preferred binding: outside', preferred, observation({ method: concept('blue') }), [
    'error Observation.method Observation.method/maxBinding',
  ]);
});
