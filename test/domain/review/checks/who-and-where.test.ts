import { describe, expect, test } from 'vitest';
import type {
  OrdererAsSent,
  ProviderAsSent,
} from '../../../../src/domain/review/provider-as-sent.ts';
import { faultOf } from '../../../../src/domain/review/provider-fault.ts';
import type { ClaimOrder, RequestedOrder } from '../../../../src/domain/review/review-request.ts';
import { npi, provider } from '../asked.ts';
import { day, decided, need, outcome, rulebook } from '../decided.ts';

/** Goal: who ordered, by which names providers go, where the patient lives. */
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const NUCC = 'http://nucc.org/provider-taxonomy';
const NUCC_OID = 'urn:oid:2.16.840.1.113883.6.101';
const HL7 = 'http://terminology.hl7.org/CodeSystem/';
const codes = [{ system: HCPCS, code: 'E1390' }];
const plain: RequestedOrder = {
  ...{ kind: 'DeviceRequest', codes, status: 'active', intent: 'order', isOfPatient: true },
};
const sent = (value: string, changes: Partial<ProviderAsSent> = {}): ProviderAsSent => ({
  ...{ origin: 'o', kind: 'organization', identifiers: [npi(value)], specialties: [], ...changes },
});
const given = 'orderers: the order was given by somebody who';
const unknown = `${given} is not enrolled with us under that number and name`;
const unfit = `${given} may not be allowed to order it`;
const otherKind = 'orderers: the specialty of who ordered is not one that is known to order';
const kind = (system: string, code: string, ...texts: string[]) => ({
  kinds: [{ codes: [{ system, code }], texts }],
});

describe('who gave an order', () => {
  const cases: readonly (readonly [string, Partial<OrdererAsSent> | undefined, string])[] = [
    ['nobody', undefined, 'approved'],
    ['somebody in words', { texts: ['Pat Demodoc, MD'] }, 'approved'],
    [
      'somebody of a family clinic',
      { texts: ['Hyun Son, NP, Sunrise Family Medicine'] },
      'approved',
    ],
    ['an enrolled house', { provider: sent('9000000015') }, 'approved'],
    ['a number of nobody', { provider: sent('9000000049') }, unknown],
    ['another name', { provider: sent('9000000015', { calledAs: ['Quack'] }) }, unknown],
    [
      'a number of the sender',
      { provider: sent('', { identifiers: [{ system: 'urn:x', value: '7' }] }) },
      'approved',
    ],
    ['a relative', { texts: ["the patient's daughter"] }, unfit],
    ['a relative, in Spanish', { texts: ['su esposa'] }, unfit],
    ['a supplier', { texts: ['Demo Home Care Supplies (supplier)'] }, unfit],
    ['a supplier, in Spanish', { texts: ['Proveedor de oxígeno SA'] }, unfit],
    ['a trade that orders nothing', { texts: ['Zed Quack, veterinarian'] }, unfit],
    ['such a specialty, in words', kind('urn:x', '1', 'Veterinaria'), unfit],
    ['words beyond reading', { texts: ['a'.repeat(301)] }, unfit],
    ['words that can be read', { texts: ['a'.repeat(300)] }, 'approved'],
    ['a physician', kind(NUCC, '207RP1001X'), 'approved'],
    ['a nurse practitioner', kind(NUCC, '363LF0000X', 'Family'), 'approved'],
    ['a veterinarian by code', kind(NUCC, '174M00000X'), otherKind],
    ['a supplier by code', kind(NUCC, '332BX2000X', 'Pulmonology'), otherKind],
    ['a kind of another system', kind('urn:x12:98', 'X3', 'Pulmonology'), 'approved'],
    ['a kind of another system without words', kind('urn:x12:98', 'X3'), otherKind],
    ['a kind that is called by signs', kind('urn:x12:98', 'X3', '- 1'), otherKind],
    ['a chiropractor by another name of the list', kind(NUCC_OID, '111N00000X'), otherKind],
    ['a physician by it', kind(NUCC_OID, '207RP1001X'), 'approved'],
    ['a house of care', kind(`${HL7}organization-type`, 'prov'), 'approved'],
    ['an insurer', kind(`${HL7}organization-type`, 'ins', 'Insurer'), otherKind],
    ['a doctor', kind(`${HL7}practitioner-role`, 'doctor'), 'approved'],
  ];
  test.each(cases)('%s', (_, change, expected) => {
    const orderer = change && { texts: [], kinds: [], ...change };
    const requestedOrder = orderer === undefined ? plain : { ...plain, orderer };
    expect(outcome({ requestedOrder })).toBe(expected);
  });

  const ofRequest = (role: ClaimOrder['role']): string => {
    const orderer = { texts: ['patient self'], kinds: [] };
    return outcome({}, { request: { claimOrders: [{ ...plain, role, orderer }] } });
  };
  test('the prescription and the referral of the request are held to it, too', () => {
    expect(ofRequest('prescription')).toBe(unfit);
    expect(ofRequest('referral')).toBe(unfit);
    expect(ofRequest('originalPrescription')).toBe('approved');
  });

  test('what our records say of a number counts as well', () => {
    const record = { ...provider('p', [npi('9000000015')]), name: 'P Supplies' };
    const seller = {
      ...provider('p', [npi('9000000015')]),
      specialties: [{ system: NUCC, code: '332B00000X' }],
    };
    const orderer = { provider: sent('9000000015'), texts: [], kinds: [] };
    const of = (one: typeof record) =>
      outcome({ requestedOrder: { ...plain, orderer } }, { found: { providers: [one] } });
    expect(of(record)).toBe(unfit);
    expect(of(seller)).toBe(otherKind);
    const specialty = { system: 'urn:x', code: '1' };
    expect(of({ ...seller, specialties: [specialty] })).toBe(otherKind);
    const display = 'Pulmonology';
    expect(of({ ...seller, specialties: [{ ...specialty, display }] })).toBe('approved');
  });

  test('a number of ours that is no NPI is held to its name, too', () => {
    const own = { system: 'urn:own', value: '5' };
    const record = { ...provider('p', [own]), name: 'Demo Lungs' };
    const of = (...calledAs: string[]) => {
      const named = sent('', { identifiers: [own], calledAs });
      const orderer = { provider: named, texts: [], kinds: [] };
      const providers = [record, provider('practice', [npi('9000000015')])];
      return outcome({ requestedOrder: { ...plain, orderer } }, { found: { providers } });
    };
    expect(of('Quack')).toContain(unknown);
    expect(of('Lungs')).not.toContain(unknown);
  });

  test('an order is looked at once, and the trace says what was found', () => {
    const checkOf = (requestedOrder?: RequestedOrder) => {
      const line = { ...decided({}).reviewCase.request.lines[0] };
      const lines = [requestedOrder === undefined ? line : { ...line, requestedOrder }];
      const { reviewCase } = decided({ facts: need, request: { lines: lines as never } });
      const [determination] = reviewCase.lines[0]?.determinations ?? [];
      return determination?.trace.checks.find(({ id }) => id === 'orderers')?.detail;
    };
    expect(checkOf()).toBe('nobody named');
    expect(checkOf(plain)).toBe('nobody named');
    const named = { ...plain, orderer: { texts: ['Dr. G'], kinds: [] } };
    expect(checkOf(named)).toBe('who may order');
    const orderer = { texts: ['patient self'], kinds: [] };
    const order = { ...plain, orderer };
    expect([checkOf(order), checkOf(order)]).toEqual(['may not order', 'may not order']);
  });
});

describe('the name beside a number', () => {
  const from = day('2020-01-01');
  const clinic = { ...provider('c', [npi('1')]), name: 'Demo Lung Clinic' };
  const doctor = {
    ...provider('d', [npi('2')]),
    name: 'José Clínico',
    kind: 'practitioner' as const,
  };
  const general = { ...provider('g', [npi('3')]), name: 'The Medical Center' };
  const over = { ...provider('o', [npi('5')]), span: { from, to: day('2026-11-27') } };
  const found = { providers: [clinic, doctor, general, over], receivedOn: day('2026-11-28') };
  const fault = (value: string, ...calledAs: string[]) =>
    faultOf(sent(value, calledAs.length === 0 ? {} : { calledAs }), found, rulebook.plainNames)
      ?.kind;
  test.each([
    ['1', undefined, []],
    ['1', undefined, ['DEMO LUNG CLINIC, INC.']],
    ['1', undefined, ['Pulmonary Partners Lung']],
    ['1', 'misnamed', ['Quack Clinic']],
    ['1', 'misnamed', ['Demo Lung Clinic', 'Quack']],
    ['1', undefined, ['---']],
    ['2', undefined, ['Jose A. Other']],
    ['2', 'misnamed', ['Clinica Quack']],
    ['3', undefined, ['Medical Center']],
    ['3', 'misnamed', ['Quack']],
    ['4', 'unknown', ['Demo']],
    ['5', 'unknown', ['Over']],
  ] as const)('%s: %s %j', (value, expected, names) => {
    expect(fault(value, ...names)).toBe(expected);
  });

  test('a number of another beside it is theirs', () => {
    const identifiers = [npi('1'), npi('2')];
    const mixed = sent('1', { identifiers });
    const role = sent('1', { identifiers, organizationIdentifiers: [npi('1')] });
    const both = sent('1', {
      ...{ identifiers, calledAs: ['Jose', 'Lung'] },
      practitionerIdentifiers: [npi('2')],
      organizationIdentifiers: [npi('1')],
    });
    const kinds = [mixed, role, both].map((one) => faultOf(one, found, rulebook.plainNames)?.kind);
    expect(kinds).toEqual(['mixed', 'mixed', undefined]);
  });

  test('each of a role is called by a name of its own', () => {
    const role = (practitioner: string, organization: string) =>
      faultOf(
        sent('1', {
          ...{ identifiers: [npi('1'), npi('2')], calledAs: [practitioner, organization] },
          ...{ practitionerIdentifiers: [npi('2')], practitionerCalledAs: [practitioner] },
          ...{ organizationIdentifiers: [npi('1')], organizationCalledAs: [organization] },
        }),
        found,
        rulebook.plainNames,
      )?.kind;
    expect(role('Jose Clinico', 'Demo Lung')).toBe(undefined);
    expect(role('Lung Impostor', 'Demo Lung Clinic')).toBe('misnamed');
    expect(role('José Clínico', 'Jose House')).toBe('misnamed');
    const numbered = sent('1', {
      ...{ identifiers: [npi('1'), npi('2')], calledAs: ['Jose'] },
      ...{ practitionerIdentifiers: [npi('2')], organizationIdentifiers: [npi('1')] },
    });
    const named = (name: string) =>
      faultOf({ ...numbered, calledAs: [name] }, found, rulebook.plainNames)?.kind;
    expect([named('Lung'), named('Jose'), named('Quack')]).toEqual([
      undefined,
      undefined,
      'misnamed',
    ]);
  });

  test('the letter says so', () => {
    const requester = sent('9000000015', { calledAs: ['Quack'] });
    expect(outcome({}, { request: { requester } })).toBe(
      'performers: the requester names NPI 9000000015 by a name that is not the one of our records',
    );
  });

  const said = (...providers: string[]) => outcome({}, { request: { written: { providers } } });
  test('words beside it that end a licence are for a person', () => {
    const inForce = 'may say that it is not in force';
    const beside = `qualifications: what is written beside the number of a provider ${inForce}`;
    expect(said('Demo Lung Clinic', 'Prior Auth Desk')).toBe('approved');
    expect(said('Demo', 'formerly Demo Closed Practice, excluded by OIG')).toBe(beside);
    expect(said('licencia revocada')).toBe(beside);
    expect(said('a'.repeat(1001))).toBe(beside);
    expect(said('a'.repeat(1000))).toBe('approved');
  });
});

describe('where the patient lives', () => {
  const abroad = 'residence: the patient has an address in another country';
  const held = 'residence: the patient may live in a facility or be held in custody';
  test.each<[readonly string[], readonly string[], string]>([
    [[], [], 'approved'],
    [['US', 'USA', 'United States', 'Estados Unidos', 'U.S.A.'], [], 'approved'],
    [['MX'], [], abroad],
    [['US', 'Canada'], [], abroad],
    [['US'], ['1 Test Street', '12 Hospital Drive', 'Demo General Hospital'], 'approved'],
    [[], ['New Mexico State Penitentiary'], held],
    [[], ['1 Test Street', 'Sunset Skilled Nursing Facility, room 12'], held],
    [[], ['Residencia de ancianos Sol'], held],
    [[], ['Cárcel del condado'], held],
  ])('%j %j', (countries, texts, expected) => {
    const written = { residence: { countries, texts } };
    expect(outcome({}, { request: { written } })).toBe(expected);
  });

  test('more than is kept is for a person', () => {
    const residence = { countries: [], texts: [], isLong: true as const };
    expect(outcome({}, { request: { written: { residence } } })).toBe(held);
  });

  test('the trace says what was looked at', () => {
    const detail = (countries?: string[], texts: string[] = []) => {
      const written = countries === undefined ? {} : { residence: { countries, texts } };
      const { reviewCase } = decided({ facts: need, request: { written } });
      const [determination] = reviewCase.lines[0]?.determinations ?? [];
      return determination?.trace.checks.find(({ id }) => id === 'residence')?.detail;
    };
    expect(detail()).toBe('not told');
    expect(detail(['US'], ['1 Test Street'])).toBe('at home');
    expect(detail(['MX'], [])).toBe('abroad');
    expect(detail([], ['jail'])).toBe('not at home');
  });
});
