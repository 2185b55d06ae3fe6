import { expect, test } from 'vitest';
import type { NamedFacts } from '../../../src/fhir/profiles/canonical-facts.ts';
import {
  keepReferenced,
  namedCanonicals,
} from '../../../src/fhir/profiles/referenced-canonicals.ts';
import type { ElementFacts, StructureFacts } from '../../../src/fhir/validate/facts.ts';

function structure(
  url: string,
  element: Partial<ElementFacts> = {},
  base = 'base',
): StructureFacts {
  return {
    resourceType: 'StructureDefinition',
    url,
    kind: 'resource',
    abstract: false,
    type: 'Claim',
    base,
    contexts: [{ type: 'extension', expression: 'context' }],
    elements: [{ id: 'Claim', path: 'Claim', ...element }],
  };
}

const names: readonly [string, Partial<ElementFacts>, string][] = [
  ['a type profile', { types: [{ code: 'Extension', profiles: ['x|1.0'] }] }, 'x'],
  ['a target profile', { types: [{ code: 'Reference', targetProfiles: ['x'] }] }, 'x'],
  ['a value set', { binding: { strength: 'required', valueSet: 'x|1' } }, 'x'],
  ['an outer value set', { binding: { strength: 'preferred', maxValueSet: 'x' } }, 'x'],
  ['a system in a pattern', { pattern: { type: 'Coding', value: { system: 'x' } } }, 'x'],
  ['a content reference', { contentReference: 'x#Claim.item' }, 'x'],
  [
    'what an invariant quotes',
    { constraints: [{ key: 'k', severity: 'error', expression: "a.memberOf('x|2')" }] },
    'x',
  ],
];

test.each(names)('%s is named', (_, element, expected) => {
  expect(namedCanonicals(structure('own', element))).toContain(expected);
});

test('the base is named; the own URL and the contexts are not', () => {
  const named = namedCanonicals(structure('own'));
  expect([named.has('base'), named.has('own'), named.has('context')]).toEqual([true, false, false]);
});

test('what is reached is kept, through any number of steps; search parameters are not', () => {
  const named: NamedFacts[] = [
    { id: 'a', facts: structure('a', {}, 'b') },
    { id: 'b', facts: structure('b', { binding: { strength: 'required', valueSet: 'v' } }, 'a') },
    { id: 'c', facts: structure('c') },
    {
      id: 'v',
      facts: { resourceType: 'ValueSet', url: 'v', include: [{ system: 's' }] },
    },
    { id: 's', facts: { resourceType: 'CodeSystem', url: 's', content: 'complete' } },
    {
      id: 'p',
      facts: { resourceType: 'SearchParameter', url: 'p', code: 'p', type: 'uri', base: [] },
    },
  ];
  const kept = keepReferenced(named, new Set(['a', 'p', 'unknown']));
  expect(kept.map(({ id }) => id)).toEqual(['a', 'b', 'v', 's']);
});
