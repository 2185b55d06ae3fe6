import { describe, expect, it } from 'vitest';
import { compileInvariant, type InvariantScope } from '../../../src/fhir/fhirpath/compile.ts';
import type { Json, JsonObject } from '../../../src/fhir/json/json.ts';
import { baseTypeModel } from './base-types.ts';

const model = baseTypeModel();

function scopeOf(resource: JsonObject, steps: number): InvariantScope {
  return { resource, rootResource: resource, resolve: () => undefined, steps };
}

const ANY_KIND = [
  "name.given.first() = 'Ann' or name.family.exists()",
  "telecom.where(system = 'phone' and rank < 2).value = '1'",
  'telecom.rank.select($this mod 2) = (1 | 0)',
  'birthDate < @1980 and birthDate.toString().length() = 10',
  "extension('http://x').value.ofType(string).substring(1).matches('^a')",
  'descendants().where($this is code).count() > children().count()',
  'name.repeat(period).distinct().isDistinct() and active.not()',
  'contact.all(name.exists() or telecom.exists()) implies multipleBirth is integer',
  "generalPractitioner.resolve().name in ('a' | 'b') or name.text contains 'x'",
];

describe('refused expressions', () => {
  const deep = `${'('.repeat(120)}true${')'.repeat(120)}`;
  it.each([
    [deep, 'nested deeper than 100'],
    [Array.from({ length: 120 }, () => 'a').join('.'), 'nested deeper than 100'],
    [`true${' or true'.repeat(120)}`, 'nested deeper than 100'],
    ['name.exists(', 'unexpected'],
    ['name..given', 'unexpected'],
    ['name ^ given', 'unexpected text at 5'],
    ['', 'unexpected'],
    ['now() > birthDate', 'function now() is not compiled'],
    ["conformsTo('x')", 'function conformsTo() is not compiled'],
    ['name.where()', 'where() with 0 arguments'],
    ['%nonsense.exists()', 'variable %nonsense is not compiled'],
    ["id.matches('(a+)+$')", 'pattern with a repeated group that can match in several ways'],
    ['id.matches(id)', 'matches() with a computed pattern'],
    ["id.matches('(')", 'not a regular expression of JavaScript'],
  ])('%s', (expression, reason) => {
    const compiled = compileInvariant(expression, 'Patient', model);
    expect(compiled.kind === 'unsupported' ? compiled.reason : 'compiled').toContain(reason);
  });

  it('does not know a type without facts', () => {
    expect(compileInvariant('a.exists()', 'Nonsense', model)).toEqual({
      kind: 'unsupported',
      reason: 'no facts of type Nonsense',
    });
  });
});

describe('hostile instances', () => {
  const entries = Array.from({ length: 20_000 }, (_, at) => ({ fullUrl: `urn:${at % 9000}` }));
  const bundle: JsonObject = { resourceType: 'Bundle', entry: entries };
  const heavy = [
    'entry.fullUrl.isDistinct()',
    "entry.all(%resource.entry.exists(fullUrl = 'x').not())",
    'descendants().count() > 3',
    'repeat(entry).count() > 1',
    "entry.fullUrl.distinct().select('a' + $this).distinct().count() > 1",
  ];
  it.each(heavy)('%s stays in its budget', (expression) => {
    const compiled = compileInvariant(expression, 'Bundle', model);
    if (compiled.kind !== 'compiled') return expect.fail(compiled.reason);
    const scope = scopeOf(bundle, 5_000);
    const before = performance.now();
    expect(compiled.test(bundle, undefined, scope)).toBeUndefined();
    expect(scope.steps).toBeLessThan(0);
    expect(performance.now() - before).toBeLessThan(500);
  });

  it('does not match very long texts', () => {
    const compiled = compileInvariant("id.matches('^a*$')", 'Patient', model);
    if (compiled.kind !== 'compiled') return expect.fail(compiled.reason);
    const patient = { id: 'a'.repeat(100_000) };
    expect(compiled.test(patient, undefined, scopeOf(patient, 100_000))).toBeUndefined();
  });

  it('survives values of the wrong kind', () => {
    const wrong: readonly Json[] = [null, 'x', 1, [], [[]], {}, { name: 'x' }, { name: [null, 1] }];
    for (const value of wrong) {
      for (const expression of ANY_KIND) {
        const compiled = compileInvariant(expression, 'Patient', model);
        if (compiled.kind !== 'compiled') continue;
        expect([true, false, undefined]).toContain(
          compiled.test(value, undefined, scopeOf({}, 1_000)),
        );
      }
    }
  });
});
