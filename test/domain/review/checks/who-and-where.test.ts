import { describe, expect, test } from 'vitest';
import type { Provider } from '../../../../src/domain/provider/provider.ts';
import type {
  OrdererAsSent,
  ProviderAsSent,
} from '../../../../src/domain/review/provider-as-sent.ts';
import { faultOf } from '../../../../src/domain/review/provider-fault.ts';
import type { ClaimOrder, RequestedOrder } from '../../../../src/domain/review/review-request.ts';
import type { RequestWords } from '../../../../src/domain/review/written.ts';
import { npi, provider } from '../asked.ts';
import { day, decided, need, outcome, rulebook } from '../decided.ts';

/** Goal: who ordered, by which names providers go, where the patient lives, what papers are. */
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const NUCC = 'http://nucc.org/provider-taxonomy';
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
    ['a kind of another system', kind('urn:x12:98', 'X3'), 'approved'],
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

describe('papers and kinds of orders', () => {
  const loinc = (code: string) => [{ codes: [{ system: 'http://loinc.org', code }], texts: [] }];
  const kindWords = 'papers: a document that was sent along is of a kind that only a person reads';
  const titleWords =
    'papers: the title of a document that was sent along says more than what the document is';
  test.each<[string, RequestWords, string]>([
    ['nothing', { papers: [] }, 'approved'],
    ['a note', { papers: ['Progress note'], paperKinds: loinc('11506-3') }, 'approved'],
    ['a certificate of death', { paperKinds: loinc('64297-5') }, kindWords],
    ['a title with a value', { papers: ['Progress note', 'SpO2 97 %'] }, titleWords],
    ['names of the request', { papers: ['Note of G F, E1390, P'] }, 'approved'],
    ['what the plan is called, and the member', { papers: ['Plan M1 note'] }, 'approved'],
    ['nothing of a name that is not told', { papers: ['mutated note'] }, titleWords],
    ['another name', { papers: ['Note of G Other'] }, titleWords],
    ['another service', { papers: ['Order E0439'] }, titleWords],
  ])('%s', (_, { papers, ...kinds }, expected) => {
    // What is kept of a request is known by its list: each run has its own.
    const written = papers === undefined ? kinds : { ...kinds, papers: [...papers] };
    expect(outcome({}, { request: { written } })).toBe(expected);
  });

  test('each title is read once, however many lines ask', () => {
    let reads = 0;
    const papers = ['Progress note', 'Office note'];
    const counted = new Proxy(papers, {
      get: (list, name) => {
        if (name === '1') reads += 1;
        return Reflect.get(list, name);
      },
    });
    const { request } = decided({}).reviewCase;
    const lines = [1, 2, 3].flatMap((sequence) =>
      request.lines.map((line) => ({ ...line, sequence })),
    );
    outcome({}, { request: { lines, written: { papers: counted } } });
    // Once for what takes a request back, once for what is more than a title.
    expect(reads).toBe(2);
  });

  test('a request that is decided again is held to the records of that time', () => {
    const papers = ['Note of Far Lung Clinic'];
    const of = (providers: readonly Provider[]): string =>
      outcome({}, { request: { written: { papers } }, found: { providers } });
    const clinic = { ...provider('p', [npi('9000000015')]), name: 'Far Lung Clinic' };
    expect(of([clinic])).toBe('approved');
    expect(of([{ ...clinic, name: 'P' }])).toBe(titleWords);
  });

  test('words in place of a code vouch for nothing', () => {
    const diagnoses = [{ sequence: 1, codes: [{ system: 'urn:x', code: 'weaned' }] }];
    const written = { papers: ['weaned'] };
    expect(outcome({}, { request: { written, diagnoses } })).toContain(titleWords);
  });

  const snomed = (code: string, ...texts: string[]) => ({
    codes: [{ system: 'http://snomed.info/sct', code }],
    texts,
  });
  const category = 'words: the order is of a kind that the review is not made for';
  test.each([
    ['of a kind that is listed', snomed('386053000'), 'approved'],
    ['called as such', snomed('386053000', 'Durable Medical Equipment'), 'approved'],
    ['of another kind', snomed('385763009'), category],
    ['called otherwise', { codes: [], texts: ['Hospice care'] }, category],
    ['of a listed kind that is called otherwise', snomed('386053000', 'Hospice care'), category],
  ])('an order %s', (_, one, expected) => {
    expect(outcome({ requestedOrder: { ...plain, categories: [one] } })).toBe(expected);
  });
});
