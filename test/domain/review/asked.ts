import { expect } from 'vitest';
import type { Member, MemberCoverage, Plan } from '../../../src/domain/member/member.ts';
import type { Provider } from '../../../src/domain/provider/provider.ts';
import type { Submitter } from '../../../src/domain/provider/submitter.ts';
import { caseIdOf } from '../../../src/domain/review/ids.ts';
import { LedgerIndex } from '../../../src/domain/review/ledger-index.ts';
import { lineChecks, openChecks, toldChecks } from '../../../src/domain/review/line-checks.ts';
import { planLines } from '../../../src/domain/review/line-plan.ts';
import { linesBeside } from '../../../src/domain/review/lines-beside.ts';
import type { ReviewRequest } from '../../../src/domain/review/review-request.ts';
import { establishStanding } from '../../../src/domain/review/standing.ts';
import type { PayerRecords } from '../../../src/domain/review/standing-question.ts';
import type { CivilDate, Instant } from '../../../src/domain/time.ts';
import { coverage, payer, plainRequest, practice } from '../requests.ts';

/** A civil date. */
export const day = (text: string): CivilDate => text as CivilDate;
const receivedAt = '2026-11-28T16:00:00.000Z' as Instant;
/** An NPI. */
export const npi = (value: string) => ({ system: 'http://hl7.org/fhir/sid/us-npi', value });
/** A tax id. */
export const tin = (value: string) => ({
  system: 'http://terminology.hl7.org/NamingSystem/USEIN',
  value,
});
/** A member id. */
export const memberId = (value: string) => ({ system: 'urn:member', value });

const person = { family: 'Demoson', given: ['Ada'], birthOn: day('1951-03-14') };
/** The member of the requests. */
export const ada: Member = { key: 'ada', memberIds: [memberId('M1')], ...person };
const bob: Member = { ...ada, key: 'bob', memberIds: [memberId('M2')] };

/** A plan of ours. */
export function planOf(id: string, changes: Partial<Plan> = {}): Plan {
  return {
    ...{ id, name: id, lineOfBusiness: id, fundingType: 'government', phone: '' },
    ...{ timeZone: 'America/New_York', payerIdentifiers: payer.identifiers, ...changes },
  };
}

/** A coverage of the member under the plan of its name. */
export function covered(key: string, changes: Partial<MemberCoverage> = {}): MemberCoverage {
  return {
    ...{ key, memberKey: 'ada', planId: key, subscriberId: `S-${key}` },
    ...{ identifiers: [memberId(`C-${key}`)], span: { from: day('2020-01-01') }, ...changes },
  };
}

/** A provider of ours. */
export function provider(key: string, identifiers: Provider['identifiers']): Provider {
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

/** The member as the request describes them. */
export const patient = { origin: 'p', ...person, identifiers: [{ ...memberId('M1'), type: 'MB' }] };
/** The coverage that the request is made under. */
export const focal = { ...coverage, subscriberId: 'S-medicare' };
const request: Partial<ReviewRequest> = { patient, coverages: [focal] };

/** What is changed: in the request, in our records, and who asks. */
export interface Given {
  readonly request?: Partial<ReviewRequest>;
  readonly records?: Partial<PayerRecords>;
  readonly submitter?: Submitter;
}

const whose = new Set(['member', 'focal', 'coverage', 'other-coverage']);

/** The refusals, or the plan that decides with the checks that are open and what is told. */
export function asked({ request: changes = {}, records: other = {}, submitter = practice }: Given) {
  const whole = plainRequest({ ...request, ...changes });
  const standing = establishStanding({
    ...{ request: whole, records: { ...records, ...other }, submitter, receivedAt, refusals: [] },
  });
  if (standing.kind === 'refused') return standing.refusals.map(({ kind }) => kind).join(', ');
  const lists = {
    policies: [],
    requirements: [],
    telling: [],
    modifiers: [],
    relations: [],
    doubts: [],
    lapsed: [],
    endings: [],
    labels: [],
    plainNames: [],
    facts: [],
    clocks: [],
  };
  const nothing = { codes: [], words: [] };
  const kinds = {
    ...{ papers: nothing, orderKinds: nothing, orderers: nothing },
    residence: { countries: [], noHome: [] },
    ofPatient: { words: [], places: [], conditions: [], prognoses: [] },
  };
  const none = { ...lists, reasons: [], hash: '', refusals: [], disclaimers: {}, ...kinds };
  const [plan] = planLines(whole, standing, none);
  if (plan === undefined) throw new Error('no line');
  const caseId = caseIdOf('5f'.repeat(32));
  const beside = linesBeside([plan], caseId, none);
  const ledger = new LedgerIndex([], []);
  const context = { caseId, found: standing, ledger, beside, rulebook: none };
  // The other checks have tests of their own.
  const checks = lineChecks({ request: whole, plan, ...context }).filter(({ id }) => whose.has(id));
  const open = openChecks(checks).map(({ id, words }) => {
    expect([id, words?.en, words?.es]).toEqual([id, expect.any(String), expect.any(String)]);
    return id;
  });
  const told = toldChecks(checks).map(({ detail }) => `told: ${detail}`);
  return [standing.plan.id, ...open, ...told].join(', ');
}

/** What the plain request comes to: the plan that decides, and the other coverage. */
export const clear = 'medicare, told: coverage commercial';
/** The coverage that decides alone. */
export const alone = { coverages: [covered('medicare')] };
