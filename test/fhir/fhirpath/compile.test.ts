import { describe, expect, it } from 'vitest';
import { compileInvariant, type InvariantScope } from '../../../src/fhir/fhirpath/compile.ts';
import { loadReference } from '../../../src/fhir/fhirpath/fallback.ts';
import {
  isJsonObject,
  type Json,
  JsonDecimal,
  type JsonObject,
} from '../../../src/fhir/json/json.ts';
import { baseTypeModel } from './base-types.ts';

const model = baseTypeModel();

function scopeOf(resource: JsonObject): InvariantScope {
  return {
    resource,
    rootResource: resource,
    resolve: (reference) =>
      reference === 'Practitioner/1' ? { resourceType: 'Practitioner', id: '1' } : undefined,
    memberOf: (valueSet) => (valueSet === 'http://known' ? true : undefined),
    steps: 100_000,
  };
}

type Case = readonly [expression: string, type: string, json: Json, expected: boolean | undefined];

function check([expression, type, json, expected]: Case): void {
  const compiled = compileInvariant(expression, type, model);
  expect(compiled).toMatchObject({ kind: 'compiled' });
  if (compiled.kind !== 'compiled') return;
  const scope = scopeOf(isJsonObject(json) ? json : {});
  expect(compiled.test(json, undefined, scope)).toBe(expected);
}

const PATIENT: JsonObject = {
  resourceType: 'Patient',
  id: 'p',
  active: true,
  birthDate: '1970-03-30',
  name: [{ family: 'Ray', given: ['Ann', 'Bea'] }, { text: 'A. Ray' }],
  telecom: [
    { system: 'phone', value: '1', rank: 1 },
    { system: 'email', value: 'a@b.org', rank: 2 },
  ],
  extension: [
    { url: 'http://x/one', valueString: 'red' },
    { url: 'http://x/two', valueCodeableConcept: { coding: [{ system: 's', code: 'c' }] } },
    { url: 'http://x/three', valueDateTime: '2020-05' },
  ],
  generalPractitioner: [{ reference: 'Practitioner/1' }, { reference: 'Organization/9' }],
  deceasedBoolean: false,
};

const CASES: readonly Case[] = [
  ['name.exists()', 'Patient', PATIENT, true],
  ['photo.exists() or name.given.count() = 2', 'Patient', PATIENT, true],
  ["name.given.first() = 'Ann' and name.given.last() = 'Bea'", 'Patient', PATIENT, true],
  ["name[1].text = 'A. Ray' and name[2].empty()", 'Patient', PATIENT, true],
  ["name.given.tail() = 'Bea' and name.given.skip(1).take(1) = 'Bea'", 'Patient', PATIENT, true],
  ["name.given = 'Ann'", 'Patient', PATIENT, false],
  ["name.given.single() = 'Ann'", 'Patient', PATIENT, undefined],
  ['active and active.not().not()', 'Patient', PATIENT, true],
  ['active', 'Patient', PATIENT, true],
  ['photo', 'Patient', PATIENT, true],
  ["gender = 'male'", 'Patient', PATIENT, true],
  ["(gender = 'male').exists()", 'Patient', PATIENT, false],
  ['gender is code', 'Patient', PATIENT, true],
  ['deceased is Boolean and (deceased as Boolean) = false', 'Patient', PATIENT, true],
  ['(deceased is String).not() and deceased.ofType(boolean).exists()', 'Patient', PATIENT, true],
  ['{} or true', 'Patient', PATIENT, true],
  ['({} and false).not()', 'Patient', PATIENT, true],
  ['({} implies true) and (false implies {})', 'Patient', PATIENT, true],
  ['({} xor true).empty()', 'Patient', PATIENT, true],
  ["telecom.where(system = 'phone' and rank < 2).value = '1'", 'Patient', PATIENT, true],
  ['telecom.all(rank > 0) and telecom.exists(rank = 2)', 'Patient', PATIENT, true],
  ["telecom.where($index = 1).system = 'email'", 'Patient', PATIENT, true],
  ['telecom.all(rank = $index + 1)', 'Patient', PATIENT, true],
  ['telecom.select(rank * 10 + 1).count() = 2', 'Patient', PATIENT, true],
  ['telecom.rank.select($this mod 2) = (1 | 0)', 'Patient', PATIENT, true],
  ['telecom.system.isDistinct() and (telecom | telecom).count() = 2', 'Patient', PATIENT, true],
  ['telecom.combine(telecom).count() = 4', 'Patient', PATIENT, true],
  ['telecom.intersect(telecom.first()).count() = 1', 'Patient', PATIENT, true],
  ["telecom.exclude(telecom.first()).system = 'email'", 'Patient', PATIENT, true],
  [
    'telecom.first().subsetOf(telecom) and telecom.supersetOf(telecom.last())',
    'Patient',
    PATIENT,
    true,
  ],
  ["'phone' in telecom.system and telecom.system contains 'email'", 'Patient', PATIENT, true],
  ["('fax' in telecom.system).not()", 'Patient', PATIENT, true],
  ["gender in ('male' | 'female')", 'Patient', PATIENT, true],
  ["(gender in ('male' | 'female')).empty()", 'Patient', PATIENT, true],
  ['birthDate < @1980 and birthDate > @1969-12', 'Patient', PATIENT, true],
  ['birthDate > @1970', 'Patient', PATIENT, true],
  ['(birthDate > @1970).empty()', 'Patient', PATIENT, true],
  ['birthDate = @1970-03-30 and birthDate != @1970-03-31', 'Patient', PATIENT, true],
  ['(birthDate = @1970-03).empty()', 'Patient', PATIENT, true],
  ['birthDate.toString().length() = 10', 'Patient', PATIENT, true],
  ["birthDate < '1980'", 'Patient', PATIENT, undefined],
  ["extension('http://x/one').value = 'red'", 'Patient', PATIENT, true],
  [
    "extension.value.ofType(string) = 'red' and (extension[0].value as string) = 'red'",
    'Patient',
    PATIENT,
    true,
  ],
  [
    'extension[1].value is CodeableConcept and (extension[0].value is Coding).not()',
    'Patient',
    PATIENT,
    true,
  ],
  ["extension.value.coding.code = 'c'", 'Patient', PATIENT, true],
  ['extension[2].value < @2021', 'Patient', PATIENT, true],
  ['extension.value.is(string)', 'Patient', PATIENT, undefined],
  ["extension.value.as(string) = 'red'", 'Patient', PATIENT, true],
  [
    'deceased is boolean and deceased = false and deceasedBoolean.exists()',
    'Patient',
    PATIENT,
    true,
  ],
  [
    '$this is Patient and $this is DomainResource and ($this is Claim).not()',
    'Patient',
    PATIENT,
    true,
  ],
  ['$this is Citation', 'Patient', PATIENT, false],
  ['Patient.name.exists() and Claim.item.empty()', 'Patient', PATIENT, true],
  ['%resource.id = %context.id and %resource is Patient', 'Patient', PATIENT, true],
  ["%ucum = 'http://unitsofmeasure.org'", 'Patient', PATIENT, true],
  ['generalPractitioner.resolve() is Practitioner', 'Patient', PATIENT, true],
  [
    'generalPractitioner[1].resolve().iif(empty(), true, $this is Organization)',
    'Patient',
    PATIENT,
    true,
  ],
  ["iif(name.exists(), name.family, 'none') = 'Ray'", 'Patient', PATIENT, true],
  ["name.where(memberOf('http://known')).count() = 2", 'Patient', PATIENT, true],
  ["name[0].memberOf('http://unknown')", 'Patient', PATIENT, undefined],
  [
    'descendants().where($this is code).count() = 4',
    'Patient',
    { ...PATIENT, gender: 'male' },
    true,
  ],
  ['children().count() = 13', 'Patient', PATIENT, true],
  ["descendants().code = 'c'", 'Patient', PATIENT, true],
  ["'a,b'.split(',').join('-') = 'a-b' and 'abc'.indexOf('c') = 2", 'Patient', PATIENT, true],
  ["'abc'.substring(1) = 'bc' and 'abc'.substring(0, 1) = 'a'", 'Patient', PATIENT, true],
  [
    "'abc'.startsWith('a') and 'abc'.endsWith('c') and 'abc'.contains('b')",
    'Patient',
    PATIENT,
    true,
  ],
  ["'aBc'.upper() = 'ABC' and 'aBc'.lower() = 'abc' and 'a' ~ 'A'", 'Patient', PATIENT, true],
  [
    "'a1'.matches('^[a-z][0-9]$') and 'a1'.replaceMatches('[0-9]', 'x') = 'ax'",
    'Patient',
    PATIENT,
    true,
  ],
  [
    "'12'.toInteger() + 1 = 13 and ('x'.toInteger()).empty() and '1.5'.toDecimal() = 1.5",
    'Patient',
    PATIENT,
    true,
  ],
  [
    '7 div 2 = 3 and 7 mod 2 = 1 and 7 / 2 = 3.5 and (1 / 0).empty() and -7.abs() = -7',
    'Patient',
    PATIENT,
    true,
  ],
  ['2.5.round() = 3 and 2.45.round(1) = 2.5 and 2.9.truncate() = 2', 'Patient', PATIENT, true],
  ['0.1 + 0.2 = 0.3', 'Patient', PATIENT, true],
  ["1 + 'a' = 2", 'Patient', PATIENT, undefined],
  ['(true | false).allTrue().not() and (true | false).anyTrue()', 'Patient', PATIENT, true],
  ["name.trace('names').exists() // comment", 'Patient', PATIENT, true],
  ['text.`div`.exists()', 'Patient', { text: { div: '<div/>' } }, true],
  [
    'item.repeat(item).count() = 3',
    'Questionnaire',
    { item: [{ linkId: '1', item: [{ linkId: '2' }, { linkId: '3', item: [{ linkId: '4' }] }] }] },
    true,
  ],
  [
    'item.item.linkId.isDistinct()',
    'Questionnaire',
    { item: [{ item: [{ linkId: '2' }, { linkId: '2' }] }] },
    false,
  ],
  ['low <= high', 'Range', { low: { value: 1, unit: 'd' }, high: { value: 2, unit: 'd' } }, true],
  [
    'low <= high',
    'Range',
    { low: { value: 1, code: 'd', system: 's' }, high: { value: 2, code: 'h', system: 's' } },
    undefined,
  ],
  [
    "value > 0 and value.toString().contains('.')",
    'Quantity',
    { value: new JsonDecimal('1.00') },
    true,
  ],
  [
    'start.hasValue().not() or end.hasValue().not() or (start <= end)',
    'Period',
    { start: '2012-01', end: '2012-01-05' },
    true,
  ],
  [
    'start <= end',
    'Period',
    { start: '2012-01-01T10:00:00Z', end: '2012-01-01T11:30:00+02:00' },
    false,
  ],
  [
    'entry.first().resource is Claim',
    'Bundle',
    { entry: [{ resource: { resourceType: 'Claim' } }] },
    true,
  ],
  [
    'entry.resource.ofType(Claim).item.sequence = 1',
    'Bundle',
    {
      entry: [
        { resource: { resourceType: 'Claim', item: [{ sequence: 1 }] } },
        { resource: { resourceType: 'Nonsense', item: 1 } },
      ],
    },
    true,
  ],
];

describe('compiled expressions', () => {
  it.each(CASES)('%s on %s', (...one) => check(one));

  it('sees a primitive that has only extensions', () => {
    const json = { _birthDate: { extension: [{ url: 'x', valueCode: 'unknown' }] } };
    check(['birthDate.exists() and birthDate.hasValue().not()', 'Patient', json, true]);
    check(["birthDate.extension.value = 'unknown'", 'Patient', json, true]);
    check(['birthDate.count() = 1', 'Patient', json, true]);
    check([
      'name.given.count() = 3',
      'Patient',
      { name: [{ given: ['a', null], _given: [null, { id: '1' }, { id: '2' }] }] },
      true,
    ]);
  });

  it('judges a primitive by its own value and sibling', () => {
    const compiled = compileInvariant('$this.toString().length() = 10', 'dateTime', model);
    if (compiled.kind !== 'compiled') return expect.fail(compiled.reason);
    expect(compiled.test('2020-01-01', undefined, scopeOf({}))).toBe(true);
    expect(compiled.test('2020-01', undefined, scopeOf({}))).toBe(false);
    expect(compiled.test(undefined, { id: 'x' }, scopeOf({}))).toBe(true);
  });

  it('is not broken by an empty result, whoever evaluates it', async () => {
    const reference = await loadReference();
    const broken = [
      [
        'probability is decimal implies (probability as decimal) <= 100',
        'RiskAssessment.prediction',
      ],
      ["name.matches('[A-Z]([A-Za-z0-9_]){0,254}')", 'CapabilityStatement'],
      ["value.matches('^[0-9]{10}$')", 'Identifier'],
      ['photo', 'Patient'],
      ['{}', 'Patient'],
    ].flatMap(([expression = '', type = '']) => {
      const made = [compileInvariant(expression, type, model), reference.compile(expression, type)];
      const verdicts = made.map((one) =>
        one.kind === 'compiled' ? one.test({}, undefined, scopeOf({})) : one.reason,
      );
      return verdicts.every((verdict) => verdict === true) ? [] : [{ expression, verdicts }];
    });
    expect(broken).toEqual([]);
  });
});
