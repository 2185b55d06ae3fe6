import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../src/fhir/json/json.ts';
import { briefs, CORE, check, element, HERE, judge, profile } from '../synthetic.ts';

const UUID = 'urn:uuid:0f3d1a5c-8a3e-4a0e-9d0c-0a1b2c3d4e5f';
const ORG = { resourceType: 'Organization', id: 'o', name: 'O' };
const patient = (reference: string, more: Readonly<Record<string, Json>> = {}) => ({
  resourceType: 'Patient',
  id: 'p',
  managingOrganization: { reference, ...more },
});
const bundle = (...entries: readonly (readonly [string, Json])[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: entries.map(([fullUrl, resource]) => ({ fullUrl, resource })),
});
const P = 'http://x/Patient/p';
const O = 'http://x/Organization/o';
const AT = 'Bundle.entry[0].resource.managingOrganization';
const wrongType = [`error ${AT} Patient.managingOrganization/target`];

describe('ways to a target, told by its wrong type', () => {
  const LOC = { resourceType: 'Location', id: 'o' };
  const to = (reference: string, fullUrl: string) =>
    bundle([P, patient(reference)], [fullUrl, LOC]);
  const L = 'http://x/Location/o';
  check('by fullUrl', [], to(L, L), wrongType);
  check('by fullUrl with a version', [], to(`${L}/_history/3`, L), wrongType);
  check('relative to the own fullUrl', [], to('Location/o', L), wrongType);
  check('relative, with a version', [], to('Location/o/_history/3', L), wrongType);
  check('by urn:uuid', [], to(UUID, UUID), wrongType);
  check(
    'relative, from an entry whose fullUrl says no base',
    [],
    bundle([UUID, patient('Location/o')], [L, LOC]),
    [...wrongType, `warning ${AT} Reference.reference/base`],
  );
  check(
    'relative to another server',
    [],
    bundle([P, patient('http://y/Location/o')], [L, LOC]),
    [],
  );
  check(
    'relative: the entry of the same server first',
    [],
    bundle(
      [P, patient('Organization/o')],
      ['http://y/Organization/o', { ...ORG, name: 'other' }],
      [O, ORG],
    ),
    [],
  );
  check(
    'a display alone leads nowhere',
    [],
    bundle([
      P,
      {
        resourceType: 'Patient',
        id: 'p',
        managingOrganization: { display: 'O' },
      },
    ]),
    [],
  );
});

const ABSENT = {
  url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
  valueCode: 'unknown',
};

describe('targets that are missing', () => {
  check("in a collection are nobody's business", [], bundle([P, patient('Organization/z')]), []);
  check('contained ones are an error', [], bundle([P, patient('#z')]), [
    `error ${AT} Reference.reference/form`,
  ]);
  check(
    'an extension in place of the reference leads nowhere',
    [],
    { resourceType: 'Patient', managingOrganization: { _reference: { extension: [ABSENT] } } },
    [],
  );
  check('malformed', [], bundle([P, patient('organization o')]), [
    `error ${AT} Reference.reference/form`,
  ]);
  const search = bundle([P, patient('Organization?name=O')]);
  check('a search, in a collection', [], search, [`error ${AT} Reference.reference/form`]);
  check('a search, outside of a Bundle', [], patient('Organization?name=O'), []);
  test('a search, in a transaction', () => {
    const found = briefs(judge([], { ...search, type: 'transaction' }));
    expect(found).not.toContain(`error ${AT} Reference.reference/form`);
  });
  check('malformed, outside of a Bundle', [], patient('organization'), [
    'warning Patient.managingOrganization Reference.reference/form',
  ]);
});

describe('Reference.type', () => {
  const typed = (type: string) => bundle([P, patient(O, { type })], [O, ORG]);
  check('agrees with the target', [], typed('Organization'), []);
  check(
    'is not the type of the target',
    [],
    bundle([P, patient(O, { type: 'Location' })], [O, ORG]),
    [`error ${AT} Reference.type/target`],
  );
  check('is the URL of a type', [], typed('http://hl7.org/fhir/StructureDefinition/Organization'), [
    `error ${AT} Reference.type/form`,
    `warning ${AT}.type Reference.type/binding`,
  ]);
  check(
    'is not allowed, without a target',
    [],
    patient('http://y/Location/1', { type: 'Location' }),
    ['error Patient.managingOrganization Patient.managingOrganization/target'],
  );
});

describe('profiles of the target', () => {
  const coded = profile('coded', 'Organization', [element('Organization.type', { min: 1 })]);
  const sited = profile('sited', 'Organization', [
    element('Organization.address', { min: 1 }),
    element('Organization.telecom', { min: 1 }),
  ]);
  const pointing = (...profiles: readonly string[]) => [
    profile('pointing', 'Bundle', [
      element('Bundle.entry', {
        slicing: { discriminators: [{ type: 'type', path: 'resource' }], rules: 'open' },
      }),
      element('Bundle.entry:patient', {}),
      element('Bundle.entry:patient.resource', {
        types: [{ code: 'Patient', profiles: [`${HERE}pointing-patient`] }],
      }),
    ]),
    profile('pointing-patient', 'Patient', [
      element('Patient.managingOrganization', {
        types: [{ code: 'Reference', targetProfiles: profiles }],
      }),
    ]),
    coded,
    sited,
  ];
  const IS = { ...ORG, type: [{ text: 'x' }] };
  const one = pointing(coded.url);
  const to = (target: JsonObject) => bundle([P, patient(O)], [O, target]);
  const back = (target: JsonObject) => bundle([O, target], [P, patient(O)]);
  check('holds', one, to(IS), []);
  check('is broken, at the target', one, to(ORG), [
    'error Bundle.entry[1].resource Organization.type/min',
  ]);
  check('is broken, at a target that came before', one, back(ORG), [
    'error Bundle.entry[0].resource Organization.type/min',
  ]);
  check(
    'is asked once of a target that two refer to',
    one,
    bundle([P, patient(O)], ['http://x/Patient/q', { ...patient(O), id: 'q' }], [O, ORG]),
    ['error Bundle.entry[2].resource Organization.type/min'],
  );
  const two = pointing(sited.url, coded.url);
  check('one of several is enough', two, to(IS), []);
  check('none of several: told by the closest', two, to(ORG), [
    'error Bundle.entry[1].resource Organization.type/min',
  ]);
  check(
    'of several, the one that the target claims',
    two,
    to({ ...IS, meta: { profile: [sited.url] } }),
    [
      'error Bundle.entry[1].resource Organization.telecom/min',
      'error Bundle.entry[1].resource Organization.address/min',
    ],
  );
  const mixed = pointing(sited.url, `${CORE}Organization`);
  check('of several, one that is the mere type', mixed, to(ORG), []);
  test('one that is not loaded is listed', () => {
    const facts = pointing(`${HERE}nowhere`);
    const report = judge(facts, to(ORG));
    expect(briefs(report)).toEqual([]);
    expect(report.notEvaluated).toEqual([`profile ${HERE}nowhere is not loaded`]);
  });
});

describe('aggregation', () => {
  const given = (...aggregation: readonly string[]) => [
    profile('aggregated', 'Patient', [
      element('Patient.managingOrganization', {
        types: [{ code: 'Reference', targetProfiles: [`${CORE}Organization`], aggregation }],
      }),
    ]),
  ];
  const contained = { ...patient('#o'), contained: [ORG] };
  const rejected = ['error Patient.managingOrganization Patient.managingOrganization/aggregation'];
  check('contained, as it has to be', given('contained'), contained, []);
  check('contained, but to be referenced', given('referenced'), contained, rejected);
  check('contained, but to be bundled', given('bundled', 'referenced'), contained, rejected);
  check('any way', given(), contained, []);
  check('referenced, but to be contained', given('contained'), patient(O), rejected);
  check('referenced, as it may be', given('contained', 'referenced'), patient(O), []);
  check('referenced, but to be bundled', given('bundled'), patient(O), rejected);
});
