import { beforeAll, describe, expect, it } from 'vitest';
import { compileInvariant, type Invariant } from '../../../src/fhir/fhirpath/compile.ts';
import { loadReference } from '../../../src/fhir/fhirpath/fallback.ts';
import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { baseTypeModel } from './base-types.ts';
import { elementsOf } from './elements.ts';
import { mutantOf, seeded } from './mutants.ts';

const model = baseTypeModel();
const ELE_1 = 'hasValue() or (children().count() > id.count())';
const LINKS =
  "'#'+id in (%resource.descendants().reference | %resource.descendants().as(canonical) | " +
  '%resource.descendants().as(uri) | %resource.descendants().as(url))';
const CANONICAL_BACK = "descendants().where(as(canonical) = '#').exists()";
const URI_BACK = "descendants().where(as(uri) = '#').exists()";
const BACK = `descendants().where(reference = '#').exists() or ${CANONICAL_BACK}`;
const END = ".not()).trace('unmatched', id).empty()";
const DOM_3 = `contained.where(((${LINKS}) or ${BACK} or ${CANONICAL_BACK})${END}`;
const LINKED = `(id.exists() and (${LINKS}))`;
const DOM_3_CORRECTED = `contained.where((${LINKED} or ${BACK} or ${URI_BACK})${END}`;

const ORGANIZATION = { resourceType: 'Organization', id: 'o' };
const BACK_LINK = {
  resourceType: 'Provenance',
  id: 'x',
  target: [{ reference: '#' }],
};

function test(expression: string, type: string): Invariant {
  const compiled = compileInvariant(expression, type, model);
  if (compiled.kind !== 'compiled') return expect.fail(compiled.reason);
  return compiled.test;
}

function scopeOf(resource: JsonObject, rootResource = resource) {
  return { resource, rootResource, resolve: () => undefined, steps: 1_000_000 };
}

function patient(contained: readonly JsonObject[], rest: JsonObject = {}): JsonObject {
  return { resourceType: 'Patient', id: 'p', contained, ...rest };
}

const CASES: readonly (readonly [string, JsonObject, boolean, boolean])[] = [
  ['nothing contained', { resourceType: 'Patient' }, true, true],
  ['linked', patient([ORGANIZATION], { managingOrganization: { reference: '#o' } }), true, true],
  ['not linked', patient([ORGANIZATION]), false, false],
  [
    'linked from an extension',
    patient([ORGANIZATION], { extension: [{ url: 'u', valueReference: { reference: '#o' } }] }),
    true,
    true,
  ],
  [
    'linked by a canonical',
    patient([ORGANIZATION], { extension: [{ url: 'u', valueCanonical: '#o' }] }),
    true,
    true,
  ],
  [
    'linked by a url',
    patient([ORGANIZATION], { extension: [{ url: 'u', valueUrl: '#o' }] }),
    true,
    true,
  ],
  [
    'a string is no link',
    patient([ORGANIZATION], { extension: [{ url: 'u', valueString: '#o' }] }),
    false,
    false,
  ],
  [
    'linked beside a primitive',
    patient([ORGANIZATION], { _birthDate: { extension: [{ url: 'u', valueUri: '#o' }] } }),
    true,
    true,
  ],
  [
    'linked from another contained one',
    patient(
      [
        ORGANIZATION,
        { resourceType: 'Endpoint', id: 'e', managingOrganization: { reference: '#o' } },
      ],
      { extension: [{ url: 'u', valueUri: '#e' }] },
    ),
    true,
    true,
  ],
  ['links to its container', patient([BACK_LINK]), true, true],
  ['one of two is lost', patient([BACK_LINK, ORGANIZATION]), false, false],
  ['a uri back link', patient([{ ...ORGANIZATION, implicitRules: '#' }]), false, true],
  ['without an id', patient([{ resourceType: 'Organization' }]), true, false],
];

describe('dom-3 in one walk', () => {
  let reference: Awaited<ReturnType<typeof loadReference>>;
  beforeAll(async () => {
    reference = await loadReference();
  });

  it.each(CASES)('%s', (_name, resource, plain, corrected) => {
    for (const [expression, expected] of [
      [DOM_3, plain],
      [DOM_3_CORRECTED, corrected],
    ] as const) {
      const byHand = test(expression, 'Patient');
      const general = test(`${expression} `, 'Patient');
      const strict = reference.compile(
        expression.replaceAll('descendants().as(', 'descendants().ofType('),
        'Patient',
      );
      expect(byHand(resource, undefined, scopeOf(resource))).toBe(expected);
      expect(general(resource, undefined, scopeOf(resource))).toBe(expected);
      expect(
        strict.kind === 'compiled' && strict.test(resource, undefined, scopeOf(resource)),
      ).toBe(expected);
    }
  });

  it('stays linear and in its budget', () => {
    const contained = Array.from({ length: 5_000 }, (_, at) => ({ ...ORGANIZATION, id: `o${at}` }));
    const general = contained.map(({ id }) => ({ reference: `#${id}` }));
    const resource = patient(contained, { generalPractitioner: general });
    const scope = scopeOf(resource);
    expect(test(DOM_3, 'Patient')(resource, undefined, scope)).toBe(true);
    expect(scope.steps).toBeGreaterThan(980_000);
    expect(test(DOM_3, 'Patient')(resource, undefined, { ...scope, steps: 10 })).toBeUndefined();
  });
});

describe('ele-1 by hand', () => {
  it('equals the compiled form on every element of examples and mutants', () => {
    const random = seeded(7);
    const example = patient([ORGANIZATION, BACK_LINK], {
      _birthDate: { id: 'b', extension: [{ url: 'u', valueUri: '#o' }] },
      name: [{ id: 'n' }, { given: ['a', 'b'], _given: [null, { id: 'g' }] }],
      managingOrganization: { reference: '#o' },
      telecom: [{ value: '1', period: { start: '2020' } }],
    });
    let compared = 0;
    for (let round = 0; round < 300; round += 1) {
      const resource = round === 0 ? example : mutantOf(example, random);
      for (const { type, value, sibling } of elementsOf(resource, model)) {
        for (const expression of [ELE_1, `${ELE_1} or $this is Parameters`]) {
          const byHand = test(expression, type)(value, sibling, scopeOf(resource));
          const compiled = test(`${expression} `, type)(value, sibling, scopeOf(resource));
          expect([type, value, sibling, byHand]).toEqual([type, value, sibling, compiled]);
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(5_000);
  });
});
