import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { toCanonicalFacts } from '../../../src/fhir/profiles/canonical-facts.ts';

function translate(resource: JsonObject) {
  const facts = toCanonicalFacts({ id: 'a', url: 'u', ...resource });
  return facts.ok ? facts.value?.facts : facts.problem;
}

const cases: readonly [string, JsonObject, object | undefined][] = [
  ['a resource that is no canonical of ours', { resourceType: 'Basic' }, undefined],
  [
    'an extension with its contexts',
    {
      resourceType: 'StructureDefinition',
      version: '1',
      name: 'N',
      title: 'T',
      status: 'draft',
      description: 'D',
      kind: 'complex-type',
      abstract: false,
      type: 'Extension',
      baseDefinition: 'b',
      derivation: 'constraint',
      context: [{ type: 'element', expression: 'Claim' }],
      contextInvariant: ['true'],
      snapshot: { element: [{ path: 'Extension.nobody' }] },
      differential: { element: [{ id: 'Extension', path: 'Extension' }] },
    },
    {
      resourceType: 'StructureDefinition',
      url: 'u',
      version: '1',
      kind: 'complex-type',
      abstract: false,
      type: 'Extension',
      base: 'b',
      derivation: 'constraint',
      contexts: [{ type: 'element', expression: 'Claim' }],
      contextInvariants: ['true'],
      elements: [{ id: 'Extension', path: 'Extension' }],
    },
  ],
  [
    'a code system: nesting stays, properties of hierarchy become parents',
    {
      resourceType: 'CodeSystem',
      content: 'complete',
      caseSensitive: true,
      concept: [
        {
          code: 'a',
          display: 'A',
          definition: 'd',
          designation: [{ value: 'x' }],
          property: [
            { code: 'child', valueCode: 'c' },
            { code: 'child', valueCode: 'd' },
            { code: 'status', valueCode: 'retired' },
            { code: 'notSelectable', valueBoolean: true },
            { code: 'note', valueString: 'prose' },
            { code: 'deprecationDate', valueDateTime: '2020' },
          ],
          concept: [{ code: 'b' }],
        },
        { code: 'c', property: [{ code: 'subsumedBy', valueCode: 'b' }] },
        { code: 'd', property: [{ code: 'parent', valueCode: 'a' }] },
      ],
    },
    {
      resourceType: 'CodeSystem',
      url: 'u',
      content: 'complete',
      caseSensitive: true,
      concepts: [
        {
          code: 'a',
          concepts: [{ code: 'b' }],
          properties: { status: 'retired', notSelectable: true },
        },
        { code: 'c', parents: ['a', 'b'] },
        { code: 'd', parents: ['a'] },
      ],
    },
  ],
  [
    'a supplement',
    { resourceType: 'CodeSystem', content: 'supplement', supplements: 's' },
    { resourceType: 'CodeSystem', url: 'u', content: 'supplement', supplements: 's' },
  ],
  [
    'a value set by its definition, whatever its expansion says',
    {
      resourceType: 'ValueSet',
      compose: {
        include: [
          {
            system: 's',
            version: '1',
            concept: [{ code: 'a', display: 'A' }, { code: 'b' }],
          },
          { system: 's', filter: [{ property: 'concept', op: 'is-a', value: 'a' }] },
          { valueSet: ['v|1'] },
        ],
        exclude: [{ system: 's', concept: [{ code: 'b' }] }],
      },
      expansion: { contains: [{ system: 's', code: 'z' }] },
    },
    {
      resourceType: 'ValueSet',
      url: 'u',
      include: [
        { system: 's', version: '1', codes: ['a', 'b'] },
        { system: 's', filters: [{ property: 'concept', op: 'is-a', value: 'a' }] },
        { valueSets: ['v|1'] },
      ],
      exclude: [{ system: 's', codes: ['b'] }],
    },
  ],
  [
    'a value set that has only an expansion',
    {
      resourceType: 'ValueSet',
      expansion: {
        contains: [
          {
            system: 's',
            code: 'group',
            abstract: true,
            contains: [
              { system: 's', code: 'a' },
              { system: 't', code: 'b' },
            ],
          },
          { system: 's', code: 'c' },
        ],
      },
    },
    {
      resourceType: 'ValueSet',
      url: 'u',
      include: [],
      expansion: [
        { system: 's', codes: ['a', 'c'] },
        { system: 't', codes: ['b'] },
      ],
    },
  ],
  [
    'a search parameter',
    {
      resourceType: 'SearchParameter',
      code: 'patient',
      type: 'reference',
      base: ['Claim'],
      expression: 'Claim.patient',
      target: ['Patient'],
      description: 'prose',
      xpath: 'x',
    },
    {
      resourceType: 'SearchParameter',
      url: 'u',
      code: 'patient',
      type: 'reference',
      base: ['Claim'],
      expression: 'Claim.patient',
      target: ['Patient'],
    },
  ],
];

test.each(cases)('%s', (_, resource, expected) => {
  expect(translate(resource)).toEqual(expected);
});

const structure = { resourceType: 'StructureDefinition', kind: 'resource', type: 'Claim' };
const refused: readonly [string, JsonObject, string][] = [
  ['no id', { ...structure, id: 1 }, 'a StructureDefinition has no id, or not a FHIR id'],
  ['an id that is a path', { ...structure, id: '../a' }, 'not a FHIR id'],
  ['an id of dots', { ...structure, id: '..' }, 'not a FHIR id'],
  ['no kind', { ...structure, kind: 'thing' }, 'needs url, kind and type'],
  [
    'a snapshot only',
    { ...structure, snapshot: { element: [{ path: 'Claim' }] } },
    'u has no differential',
  ],
  [
    'a context of no known type',
    {
      ...structure,
      context: [{ type: 'planet', expression: 'Earth' }],
      differential: { element: [{ path: 'Claim' }] },
    },
    'u: a context has no expression or no known type',
  ],
  ['an empty differential', { ...structure, differential: {} }, 'has no elements'],
  [
    'an element without path',
    { ...structure, differential: { element: [{ id: 'Claim' }] } },
    'u: an element has no path',
  ],
  ['a code system without content', { resourceType: 'CodeSystem' }, 'needs url and content'],
  ['a value set without url', { resourceType: 'ValueSet', url: 1 }, 'needs a url'],
  ['a search parameter without code', { resourceType: 'SearchParameter' }, 'needs url, code'],
];

test.each(refused)('refused: %s', (_, resource, reason) => {
  expect(translate(resource)).toContain(reason);
});
