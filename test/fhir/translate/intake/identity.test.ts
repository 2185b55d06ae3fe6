import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../src/fhir/json/json.ts';
import { setAt } from './must-support/places.ts';
import { requestIn, richRequest } from './rich-request.ts';

/**
 * Goal: who is named twice is one person, by numbers that are in use. Method: references of the
 * rich request with an identifier beside them, and its identifiers at the end of their use.
 */
const npi = 'http://hl7.org/fhir/sid/us-npi';
const other = 'a reference that leads to one record and gives the identifier of another';
const several = 'a coverage that names several plans or several groups';
const unused = 'identifiers of the patient or of the coverage that are no longer in use';

type Change = readonly [place: string, value: Json | undefined];

function wordsOf(...changes: readonly Change[]): readonly string[] {
  const bundle = richRequest();
  for (const [place, value] of changes) {
    if (!setAt(bundle, place, value)) throw new Error(`nothing at ${place}`);
  }
  return requestIn(bundle).concerns.map(({ words }) => words.en);
}

const claim = 'entry(Claim/rich-2).resource';
const coverage = 'entry(Coverage/plan).resource';
const patient = 'entry(Patient/beneficiary).resource';
const service = 'entry(ServiceRequest/visits).resource';
const old = { system: 'https://payer.example.org/member-ids', value: 'DEMO-MB-1', use: 'old' };
const memberId = {
  ...old,
  use: 'usual',
  type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MB' }] },
};
const record = { system: 'https://ehr.example.org/mrn', value: '0012345' };

describe('a reference and the identifier beside it', () => {
  const stranger = { ...memberId, value: 'DEMO-MB-9' };
  const company = { system: npi, value: '1234567893' };
  test.each<[place: string, value: Json]>([
    [`${claim}.patient`, stranger],
    [`${claim}.insurer`, company],
    [`${claim}.provider`, company],
    [`${claim}.careTeam.0.provider`, company],
    [`${claim}.insurance.0.coverage`, stranger],
    [`${coverage}.beneficiary`, stranger],
    [`${coverage}.subscriber`, stranger],
    [`${coverage}.payor.0`, company],
    ['entry(PractitionerRole/role).resource.practitioner', company],
    ['entry(PractitionerRole/role).resource.organization', company],
    [`${service}.subject`, stranger],
    ['entry(DeviceRequest/oxygen).resource.subject', stranger],
    ['entry(MedicationRequest/dose).resource.subject', stranger],
    ['entry(NutritionOrder/formula).resource.patient', stranger],
  ])('%s is somebody else', (place, identifier) => {
    expect(wordsOf([`${place}.identifier`, identifier])).toEqual([other]);
  });

  test.each<[string, Json, readonly string[]]>([
    ['the same', memberId, []],
    ['the same number in full', { ...memberId, use: 'official' }, []],
    ['the value alone', { value: 'DEMO-MB-1' }, []],
    ['another value alone', { value: 'DEMO-MB-9' }, [other]],
    ['nothing but a system', { system: memberId.system }, []],
    ['a record number of the hospital', record, []],
    ['a member id of another system', { ...stranger, system: 'urn:other' }, [other]],
    ['another number that is old', { ...stranger, use: 'old' }, []],
    ['no object', 'DEMO-MB-9', []],
  ])('beneficiary: %s', (_, identifier, words) => {
    expect(wordsOf([`${coverage}.beneficiary.identifier`, identifier])).toEqual(words);
  });

  test('an order concerns the lines that name it', () => {
    const bundle = richRequest();
    setAt(bundle, `${service}.subject.identifier`, stranger);
    expect(requestIn(bundle).concerns).toMatchObject([{ kind: 'modifier', lines: [1] }]);
  });
});

describe('identifiers that are no longer in use', () => {
  const at = (place: string, ...identifiers: Json[]): Change => [
    `${place}.identifier`,
    identifiers,
  ];
  const until = (end: string) => ({ ...memberId, period: { end } });
  const from = (start: string) => ({ ...memberId, period: { start } });
  test.each<[string, readonly Change[], readonly string[]]>([
    ['of the patient', [at(patient, old)], [unused]],
    ['of the coverage', [at(coverage, old)], [unused]],
    ['of both', [at(patient, old), at(coverage, old)], [unused, unused]],
    ['beside one in use', [at(patient, old, memberId)], []],
    [
      'of the patient, with a record number',
      [at(patient, { ...memberId, use: 'old' }, record)],
      [],
    ],
    [
      'of both, with record numbers',
      [at(patient, { ...memberId, use: 'old' }, record), at(coverage, record)],
      [unused],
    ],
    ['ended the day before', [at(patient, until('2026-11-26'))], [unused]],
    ['ends on the day', [at(patient, until('2026-11-27'))], []],
    ['ended last month', [at(patient, until('2026-10'))], [unused]],
    ['ends this month', [at(patient, until('2026-11'))], []],
    ['ended last year', [at(patient, until('2025'))], [unused]],
    ['begins the day after', [at(patient, from('2026-11-28'))], [unused]],
    ['begins on the day', [at(patient, from('2026-11-27'))], []],
    ['begins this year', [at(patient, from('2026'))], []],
    ['none at all', [at(patient)], []],
  ])('%s', (_, changes, words) => {
    expect(wordsOf(...changes)).toEqual(words);
  });

  test('name nobody: NPI, payer id, and whom a role acts for', () => {
    const bundle = richRequest();
    for (const name of ['insurer', 'requestor', 'group']) {
      const gone = { system: npi, value: '9000000015', period: { end: '2020' } };
      setAt(bundle, `entry(Organization/${name}).resource.identifier`, [gone]);
    }
    const { insurer, requester, coverages, careTeam } = requestIn(bundle);
    expect([insurer.identifiers, requester.identifiers]).toEqual([[], []]);
    expect(coverages[0]?.payors).toMatchObject([{ identifiers: [] }]);
    expect(careTeam[1]?.provider.organizationIdentifiers).toEqual([]);
  });
});

describe('whom a role names', () => {
  const role = 'entry(PractitionerRole/role).resource';
  const house = { system: npi, value: '9000000049' };
  const doctor = 'entry(Practitioner/physician).resource.identifier';
  const known: Change = [doctor, [{ system: npi, value: '9000000056' }]];
  const of = (...changes: readonly Change[]) => {
    const bundle = richRequest();
    for (const [place, value] of [known, ...changes]) setAt(bundle, place, value);
    const found = requestIn(bundle).careTeam[1]?.provider;
    const values = (all: readonly { readonly value: string }[] = []) => all.map((one) => one.value);
    return {
      all: values(found?.identifiers),
      house:
        found?.organizationIdentifiers === undefined
          ? 'none'
          : values(found.organizationIdentifiers),
    };
  };
  const group = 'entry(Organization/group).resource.identifier';
  test.each<[string, readonly Change[], object]>([
    ['a resource', [[group, [house]]], { all: ['9000000056', house.value], house: [house.value] }],
    [
      'a number alone',
      [[`${role}.organization`, { identifier: house }]],
      { all: ['9000000056', house.value], house: [house.value] },
    ],
    [
      'a resource and its number',
      [
        [group, [house]],
        [`${role}.organization.identifier`, house],
      ],
      { all: ['9000000056', house.value], house: [house.value, house.value] },
    ],
    [
      'a name alone',
      [[`${role}.organization`, { display: 'x' }]],
      { all: ['9000000056'], house: [] },
    ],
    ['nothing', [[`${role}.organization`, undefined]], { all: ['9000000056'], house: 'none' }],
  ])('by %s', (_, changes, expected) => {
    expect(of(...changes)).toEqual(expected);
  });
});

describe('what a coverage says of itself', () => {
  const relationships = 'http://terminology.hl7.org/CodeSystem/subscriber-relationship';
  const related = (...codes: (readonly [string, string])[]): Change => [
    `${coverage}.relationship`,
    { coding: codes.map(([system, code]) => ({ system, code })) },
  ];
  const subscribed = (name: string): Change => [`${coverage}.subscriber.reference`, name];
  const read = (...changes: readonly Change[]) => {
    const bundle = richRequest();
    for (const [place, value] of changes) setAt(bundle, place, value);
    const [found] = requestIn(bundle).coverages;
    return [found?.selfAnswers, found?.isOfOtherSubscriber ?? false];
  };
  test.each<[string, readonly Change[], readonly [readonly boolean[], boolean]]>([
    ['a child', [], [[false], false]],
    ['a child that is the subscriber', [subscribed('Patient/beneficiary')], [[false], true]],
    ['oneself', [related([relationships, 'self'])], [[true], true]],
    [
      'oneself, of oneself',
      [related([relationships, 'self']), subscribed('Patient/beneficiary')],
      [[true], false],
    ],
    ['X12, oneself', [related(['https://codesystem.x12.org/005010/1069', '18'])], [[true], true]],
    ['X12, unknown', [related(['https://codesystem.x12.org/005010/1069', '21'])], [[], false]],
    [
      'a child and oneself',
      [related([relationships, 'child'], [relationships, 'self'])],
      [[false, true], true],
    ],
    ['codes of others', [related(['urn:x', 'child'])], [[], false]],
    ['a subscriber who is not here', [subscribed('Patient/none')], [[false], false]],
  ])('%s', (_, changes, expected) => {
    expect(read(...changes)).toEqual(expected);
  });

  const typed = (system: string, code: string): Json => ({ coding: [{ system, code }] });
  test.each<[Json, boolean]>([
    [typed('http://terminology.hl7.org/CodeSystem/coverage-selfpay', 'pay'), true],
    [typed('https://codesystem.x12.org/005010/1032', '09'), true],
    [typed('https://codesystem.x12.org/005010/1032', 'MA'), false],
    [typed('https://nahdo.org/sopt', '81'), true],
    [typed('https://nahdo.org/sopt', '512'), false],
    [typed('http://terminology.hl7.org/CodeSystem/v3-ActCode', 'EHCPOL'), false],
  ])('self-pay: %j', (type, isSelfPay) => {
    const bundle = richRequest();
    setAt(bundle, `${coverage}.type`, type);
    expect(requestIn(bundle).coverages[0]?.isSelfPay ?? false).toBe(isSelfPay);
  });

  test.each<[Json, object]>([
    [
      { start: '2025', end: '2026-02' },
      { from: '2025-01-01', to: '2026-02-28' },
    ],
    [{ end: '2020-01-01' }, { to: '2020-01-01' }],
    [{}, {}],
  ])('dates: %j', (period, span) => {
    const bundle = richRequest();
    setAt(bundle, `${coverage}.period`, period);
    expect(requestIn(bundle).coverages[0]?.span).toEqual(span);
  });

  type Classes = readonly [string, string, string, string];
  test.each<[string, Classes, readonly string[]]>([
    ['two plans', ['plan', 'A', 'plan', 'B'], [several]],
    ['two groups', ['group', 'A', 'group', 'B'], [several]],
    ['one plan twice', ['plan', 'A', 'plan', 'A'], []],
    ['a plan and a group', ['plan', 'A', 'group', 'B'], []],
  ])('%s', (_, [one, first, two, second], words) => {
    const named = (code: string, value: string): Json => ({
      type: { coding: [{ system: 'urn:class', code }] },
      value,
    });
    expect(wordsOf([`${coverage}.class`, [named(one, first), named(two, second)]])).toEqual(words);
  });

  test('no longer active where no coverage is marked as focal', () => {
    expect(
      wordsOf([`${coverage}.status`, 'cancelled'], [`${claim}.insurance.0.focal`, false]),
    ).toEqual(['the coverage is marked as cancelled']);
  });
});
