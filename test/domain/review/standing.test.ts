import { describe, expect, test } from 'vitest';
import type { Member, MemberCoverage, Plan } from '../../../src/domain/member/member.ts';
import type { Provider } from '../../../src/domain/provider/provider.ts';
import type { Submitter } from '../../../src/domain/provider/submitter.ts';
import { lineChecks, openChecks, toldChecks } from '../../../src/domain/review/line-checks.ts';
import { planLines } from '../../../src/domain/review/line-plan.ts';
import type { ReviewRequest } from '../../../src/domain/review/review-request.ts';
import { establishStanding } from '../../../src/domain/review/standing.ts';
import type { PayerRecords } from '../../../src/domain/review/standing-question.ts';
import type { CivilDate, Instant } from '../../../src/domain/time.ts';
import { coverage, payer, plainRequest, practice } from '../requests.ts';

/**
 * Goal: whose request it is, under which coverage, for which payer and by whom. Method: one member
 * with two coverages under two plans; each row changes one thing, and tells the refusals, or the
 * plan with the checks that are open.
 */
const day = (text: string): CivilDate => text as CivilDate;
const receivedAt = '2026-11-28T16:00:00.000Z' as Instant;
const npi = (value: string) => ({ system: 'http://hl7.org/fhir/sid/us-npi', value });
const tin = (value: string) => ({
  system: 'http://terminology.hl7.org/NamingSystem/USEIN',
  value,
});
const memberId = (value: string) => ({ system: 'urn:member', value });

const person = { family: 'Demoson', given: ['Ada'], birthOn: day('1951-03-14') };
const ada: Member = { key: 'ada', memberIds: [memberId('M1')], ...person };
const bob: Member = { ...ada, key: 'bob', memberIds: [memberId('M2')] };

function planOf(id: string, changes: Partial<Plan> = {}): Plan {
  return {
    ...{ id, name: id, lineOfBusiness: id, fundingType: 'government', phone: '' },
    ...{ timeZone: 'America/New_York', payerIdentifiers: payer.identifiers, ...changes },
  };
}

function covered(key: string, changes: Partial<MemberCoverage> = {}): MemberCoverage {
  return {
    ...{ key, memberKey: 'ada', planId: key, subscriberId: `S-${key}` },
    ...{ identifiers: [memberId(`C-${key}`)], span: { from: day('2020-01-01') }, ...changes },
  };
}

function provider(key: string, identifiers: Provider['identifiers']): Provider {
  return {
    ...{ key, kind: 'organization', name: key, specialties: [], networks: [], identifiers },
    span: { from: day('2020-01-01') },
  };
}

const records: PayerRecords = {
  plans: [planOf('commercial'), planOf('medicare')],
  members: [ada, bob],
  coverages: [covered('commercial'), covered('medicare'), covered('bobs', { memberKey: 'bob' })],
  providers: [
    provider('clinic', [npi('9000000015'), tin('123456789')]),
    provider('hospital', [npi('9000000031')]),
    provider('doctor', [npi('9000000056')]),
  ],
  registrations: [],
};

const patient = { origin: 'p', ...person, identifiers: [{ ...memberId('M1'), type: 'MB' }] };
const focal = { ...coverage, subscriberId: 'S-medicare' };
const request: Partial<ReviewRequest> = { patient, coverages: [focal] };

interface Given {
  readonly request?: Partial<ReviewRequest>;
  readonly records?: Partial<PayerRecords>;
  readonly submitter?: Submitter;
}

function asked({ request: changes = {}, records: other = {}, submitter = practice }: Given) {
  const whole = plainRequest({ ...request, ...changes });
  const standing = establishStanding({
    ...{ request: whole, records: { ...records, ...other }, submitter, receivedAt, refusals: [] },
  });
  if (standing.kind === 'refused') return standing.refusals.map(({ kind }) => kind).join(', ');
  const rulebook = { policies: [], requirements: [], facts: [], clocks: [], reasons: [] };
  const none = { ...rulebook, hash: '', refusals: [], disclaimers: {} };
  const [plan] = planLines(whole, standing, none);
  if (plan === undefined) throw new Error('no line');
  const checks = lineChecks({ request: whole, plan, found: standing, ledger: [] });
  const open = openChecks(checks).map(({ id, words }) => {
    expect([id, words?.en, words?.es]).toEqual([id, expect.any(String), expect.any(String)]);
    return id;
  });
  const told = toldChecks(checks).map(({ detail }) => `told: ${detail}`);
  return [standing.plan.id, ...open, ...told].join(', ');
}

const clear = 'medicare, told: coverage commercial';
const alone = { coverages: [covered('medicare')] };

describe('whose: identifiers of patient and coverage lead to one member, or a person looks', () => {
  const sent = (changes: object) => ({ request: { patient: { ...patient, ...changes } } });
  const under = (changes: object) => ({ request: { coverages: [{ ...focal, ...changes }] } });
  const typed = (value: string) => [{ ...memberId(value), type: 'MB' }];
  test.each<[string, Given, string]>([
    ['all agree', {}, clear],
    ["the member id is another member's", sent({ identifiers: typed('M2') }), 'member-ambiguous'],
    [
      'the member id is nobody’s',
      sent({ identifiers: typed('M9') }),
      `medicare, member, ${told()}`,
    ],
    ['a member id without a value', sent({ identifiers: [{ type: 'MB' }] }), clear],
    [
      'the member id without its system',
      sent({ identifiers: [{ type: 'MB', value: 'M1' }] }),
      clear,
    ],
    [
      'another member id without its system',
      sent({ identifiers: [{ type: 'MB', value: 'M2' }] }),
      `medicare, member, ${told()}`,
    ],
    [
      "the coverage's member id is another member's",
      under({ identifiers: typed('M2') }),
      'member-ambiguous',
    ],
    [
      "the coverage's member id is nobody's",
      under({ identifiers: typed('M9') }),
      `medicare, member, ${told()}`,
    ],
    ["the subscriber id is another's", under({ subscriberId: 'S-bobs' }), 'member-ambiguous'],
    [
      "the subscriber id is nobody's",
      under({ subscriberId: 'S9' }),
      'commercial, member, focal, told: coverage medicare',
    ],
    [
      'a dependent number is nobody’s',
      under({ dependentNumber: '07' }),
      `medicare, member, ${told()}`,
    ],
    [
      'the beneficiary is somebody else',
      under({ isOfPatient: false }),
      `medicare, member, ${told()}`,
    ],
    [
      'the beneficiary is not described',
      under({ isOfPatient: undefined }),
      `medicare, member, ${told()}`,
    ],
    [
      'the subscriber of a coverage of oneself is somebody else',
      under({ isOfOtherSubscriber: true }),
      `medicare, member, ${told()}`,
    ],
    ['another birth date', sent({ birthOn: day('1990-01-01') }), 'member-not-found'],
    ['no birth date', sent({ birthOn: undefined }), `medicare, member, ${told()}`],
    ['a nickname', sent({ given: ['Adela'] }), `medicare, member, ${told()}`],
    [
      'our record knows of a death',
      { records: { members: [{ ...ada, isDeceased: true }] } },
      `medicare, member, ${told()}`,
    ],
    [
      'our record is not used any more',
      { records: { members: [{ ...ada, isActive: false }] } },
      `medicare, member, ${told()}`,
    ],
    [
      'our record was replaced',
      { records: { members: [{ ...ada, isReplaced: true }] } },
      `medicare, member, ${told()}`,
    ],
  ])('%s', (_, given, expected) => {
    expect(asked(given)).toBe(expected);
  });

  function told(): string {
    return 'told: coverage commercial';
  }
});

describe('coverage: the one that the request names as focal decides', () => {
  const inTwo = (first: object, second: object) => ({
    request: {
      coverages: [
        { ...focal, sequence: 1, origin: 'c1', ...first },
        { ...focal, sequence: 2, origin: 'c2', ...second },
      ],
    },
  });
  const other = { isFocal: false, subscriberId: 'S-commercial' };
  const span = { from: day('2020-01-01'), to: day('2026-06-30') };
  const closed = { span };
  test.each<[string, Given, string]>([
    ['the second of our records', {}, clear],
    [
      'the first of our records',
      { request: { coverages: [{ ...focal, subscriberId: 'S-commercial' }] } },
      'commercial, told: coverage medicare',
    ],
    [
      'focal stands second in the request, and another pays first',
      inTwo(other, {}),
      'medicare, told: c1 of the request, which pays first; coverage commercial',
    ],
    [
      'focal stands first in the request',
      inTwo({}, other),
      'medicare, told: c2 of the request; coverage commercial',
    ],
    [
      'our record says that another pays first',
      { records: { coverages: [covered('commercial'), covered('medicare', { order: 2 })] } },
      'medicare, told: coverage commercial, which pays first',
    ],
    [
      'two focal ones',
      inTwo({}, { subscriberId: 'S-commercial' }),
      'medicare, focal, told: c2 of the request; coverage commercial',
    ],
    [
      'no focal one of two',
      inTwo({ isFocal: false }, other),
      'medicare, focal, told: c2 of the request; coverage commercial',
    ],
    [
      'focal is over, another is in force: not another one instead',
      { records: { coverages: [covered('commercial'), covered('medicare', closed)] } },
      'coverage-not-active',
    ],
    [
      'focal is cancelled in our records',
      { records: { coverages: [covered('medicare', { withdrawn: 'cancelled' })] } },
      'coverage-not-active',
    ],
    [
      'focal is not marked as active',
      { ...{ records: alone }, request: { coverages: [{ ...focal, status: 'cancelled' }] } },
      'medicare, focal',
    ],
    [
      'one subscriber id under two plans',
      {
        records: {
          coverages: [covered('commercial'), covered('medicare', { subscriberId: 'S-commercial' })],
        },
        request: { coverages: [{ ...focal, subscriberId: 'S-commercial' }] },
      },
      'commercial, focal, told: coverage medicare',
    ],
    [
      'one subscriber id under two plans, of which the plan number names one',
      {
        records: {
          coverages: [covered('commercial'), covered('medicare', { subscriberId: 'S-commercial' })],
        },
        request: {
          coverages: [{ ...focal, subscriberId: 'S-commercial', planNumber: 'medicare' }],
        },
      },
      clear,
    ],
    [
      'the plan number names another plan of the member',
      { request: { coverages: [{ ...focal, planNumber: 'commercial' }] } },
      'medicare, focal, told: coverage commercial',
    ],
    [
      'the plan is closed',
      { records: { ...alone, plans: [planOf('medicare', { isActive: false })] } },
      'medicare, focal',
    ],
    ['nothing but the one', { records: alone }, 'medicare'],
  ])('%s', (_, given, expected) => {
    expect(asked(given)).toBe(expected);
  });
});

describe('insurer and payor have to be us', () => {
  const stranger = { origin: 'x', identifiers: [npi('9000000098')] };
  const nameless = { origin: 'x', identifiers: [] };
  const paidBy = (...payors: readonly (typeof payer)[]) => ({
    request: { coverages: [{ ...focal, payors }] },
  });
  const registered = {
    registrations: [
      { ...{ key: 'r', clientId: 'c', role: 'payer' as const }, identifier: npi('9000000098') },
    ],
  };
  test.each<[string, Given, string]>([
    ['another insurer', { request: { insurer: stranger } }, 'payer-not-us'],
    ['an insurer without identifier', { request: { insurer: nameless } }, 'payer-missing'],
    ['another payor', paidBy(stranger), 'payer-not-us'],
    ['a payor without identifier', paidBy(nameless), 'payer-missing'],
    ['no payor', paidBy(), 'payer-missing'],
    ['us among several payors', paidBy(stranger, payer), clear],
    [
      'a payer that the client has registered',
      { request: { insurer: stranger }, records: registered },
      clear,
    ],
    [
      'what the client has registered as a provider',
      {
        request: { insurer: stranger },
        records: {
          registrations: registered.registrations.map((one) => ({ ...one, role: 'provider' })),
        },
      },
      'payer-not-us',
    ],
  ])('%s', (_, given, expected) => {
    expect(asked(given)).toBe(expected);
  });
});

describe('a client asks for its own providers', () => {
  const by = (...identifiers: Provider['identifiers']) => ({
    ...{ origin: 'r', kind: 'organization' as const, identifiers, specialties: [] },
    npis: identifiers.map(({ value }) => value),
  });
  const role = (doctor: string, organization: string) => ({
    ...by(npi(doctor), npi(organization)),
    organizationIdentifiers: [npi(organization)],
  });
  const listing = (lists: Partial<Submitter>): Submitter => ({ ...practice, npis: [], ...lists });
  const from = (requester: ReviewRequest['requester'], submitter: Submitter = practice) => ({
    request: { requester },
    submitter,
  });
  const intermediary = listing({ kind: 'intermediary' });
  test.each<[string, Given, string]>([
    ['by NPI', {}, clear],
    ['by tax id', from(by(npi('9000000015')), listing({ tins: ['123456789'] })), clear],
    [
      'by another identifier of an organization',
      from(
        by(npi('9000000015')),
        listing({ organizations: ['http://hl7.org/fhir/sid/us-npi|9000000015'] }),
      ),
      clear,
    ],
    ['another provider', from(by(npi('9000000031'))), 'requester-not-allowed'],
    [
      'another provider under the own tax id',
      from(by(npi('9000000031'), tin('123456789')), listing({ tins: ['123456789'] })),
      'requester-not-allowed',
    ],
    ['a doctor in a role at the own practice', from(role('9000000056', '9000000015')), clear],
    [
      'the own doctor in a role elsewhere',
      from(role('9000000056', '9000000031'), listing({ npis: ['9000000056'] })),
      'requester-not-allowed',
    ],
    [
      'one who is not on file, and not its own',
      from(by(npi('9000000098'))),
      'provider-unknown, requester-not-allowed',
    ],
    [
      'an NPI with a wrong check digit',
      from(by(npi('9000000016'))),
      'provider-id-invalid, requester-not-allowed',
    ],
    [
      'one that the sandbox registered for it',
      {
        ...from(by(npi('9000000031'))),
        records: {
          registrations: [
            { key: 'r', clientId: 'c', role: 'provider', identifier: npi('9000000031') },
          ],
        },
      },
      clear,
    ],
    ['an intermediary for any', from(by(npi('9000000031')), intermediary), clear],
    [
      'an intermediary for one who is not on file',
      from(by(npi('9000000098')), intermediary),
      'provider-unknown',
    ],
    [
      'a provider whose record is not used any more',
      {
        records: {
          providers: [{ ...provider('clinic', [npi('9000000015')]), isActive: false }],
        },
      },
      'provider-not-enrolled',
    ],
  ])('%s', (_, given, expected) => {
    expect(asked(given)).toBe(expected);
  });
});
