import { join } from 'node:path';
import { expect } from 'vitest';
import { loadRulebook } from '../../../src/adapters/rulebook-files.ts';
import type { Rulebook } from '../../../src/domain/policy/rulebook.ts';
import type { Fact } from '../../../src/domain/policy/trace.ts';
import type { Provider } from '../../../src/domain/provider/provider.ts';
import { type AdjudicationInput, adjudicate } from '../../../src/domain/review/adjudicate.ts';
import { caseIdOf } from '../../../src/domain/review/ids.ts';
import type { LedgerClaim } from '../../../src/domain/review/ledger.ts';
import { planLines } from '../../../src/domain/review/line-plan.ts';
import type { RequestLine, ReviewRequest } from '../../../src/domain/review/review-request.ts';
import { establishStanding, type Found } from '../../../src/domain/review/standing.ts';
import type { PayerRecords } from '../../../src/domain/review/standing-question.ts';
import type { CivilDate, Instant } from '../../../src/domain/time.ts';
import { payer, plainRequest, practice } from '../requests.ts';

const loaded = loadRulebook(join(import.meta.dirname, '../../../policies'));
if (!loaded.ok) throw new Error(loaded.problem);
/** The rulebook as it is shipped. */
export const rulebook: Rulebook = loaded.value;
/** When the requests of these tests come. */
export const receivedAt = '2026-11-28T16:00:00.000Z' as Instant;
/** A civil date. */
export const day = (text: string): CivilDate => text as CivilDate;

const person = { family: 'F', given: ['G'], birthOn: day('1950-01-01') };

/** The network of the plan, for as long as anything lasts. */
export const inNetwork: Provider['networks'][number] = {
  planId: 'plan',
  span: { from: day('2020-01-01') },
};

function recordsUntil(to?: CivilDate, networks: Provider['networks'] = []): PayerRecords {
  return {
    plans: [
      {
        ...{ id: 'plan', name: 'Plan', lineOfBusiness: 'MA', fundingType: 'government' as const },
        ...{ timeZone: 'America/New_York', payerIdentifiers: payer.identifiers, phone: '' },
      },
    ],
    members: [{ key: 'm', memberIds: [{ system: 's', value: 'M1' }], ...person }],
    coverages: [
      {
        ...{ key: 'c', memberKey: 'm', planId: 'plan', identifiers: [], subscriberId: 'S1' },
        span: to === undefined ? { from: day('2020-01-01') } : { from: day('2020-01-01'), to },
      },
    ],
    providers: [
      {
        ...{ key: 'p', kind: 'organization' as const, name: 'P', specialties: [], networks },
        identifiers: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '9000000015' }],
        span: { from: day('2020-01-01') },
      },
    ],
    registrations: [],
  };
}

/** The member of our records, as a request names them. */
export const patient = {
  ...{ origin: 'p', ...person },
  identifiers: [{ system: 's', value: 'M1', type: 'MB' }],
};

/** What a case is decided with. */
export interface Given {
  readonly request?: Partial<ReviewRequest>;
  readonly facts?: readonly Fact[];
  readonly ledger?: readonly LedgerClaim[];
  readonly coveredTo?: CivilDate;
  /** Of which networks who asks is. */
  readonly networks?: Provider['networks'];
  /** For whom an intermediary sends. */
  readonly subSender?: string;
  readonly rulebook?: Rulebook;
  /** What is found otherwise about who asks for whom. */
  readonly found?: Partial<Found>;
}

/** The case, the case of the same input once more, and who was found to ask for whom. */
export function decided(given: Given) {
  const { request: changes = {}, facts = [], ledger = [], coveredTo } = given;
  const rules = given.rulebook ?? rulebook;
  const request = plainRequest({ patient, ...changes });
  const records = recordsUntil(coveredTo, given.networks);
  const { refusals } = rules;
  const established = establishStanding({
    ...{ request, records, receivedAt, refusals, submitter: practice },
  });
  const standing = established.kind === 'found' ? { ...established, ...given.found } : established;
  const plans = standing.kind === 'found' ? planLines(request, standing, rules) : [];
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const input: AdjudicationInput = {
    ...{ request, submitterId: 'c', requestBlobKey: 'k', caseId: caseIdOf('5f'.repeat(32)) },
    ...{ receivedAt, rulebook: rules, standing, plans, ledger },
    facts: new Map(plans.map(({ line }) => [line.sequence, byId])),
    ...(given.subSender === undefined ? {} : { subSender: given.subSender }),
  };
  return {
    ...{ reviewCase: adjudicate(input), again: adjudicate(input) },
    ...(standing.kind === 'found' ? { found: standing } : {}),
  };
}

/** A diagnosis that home oxygen is for. */
export const copd: Fact = {
  id: 'diagnoses',
  value: { type: 'codes', codes: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'J44.9' }] },
  evidence: [],
};
/** A saturation at rest, in percent. */
export function saturation(amount: string): Fact {
  return { id: 'oxygen-saturation', value: { type: 'quantity', amount, unit: '%' }, evidence: [] };
}
/** No arterial gas was sent. */
export const noGas: Fact = { id: 'pao2-arterial', reason: 'no-evidence', evidence: [] };
/** All that the policy of home oxygen asks for. */
export const need = [copd, saturation('86')];

/** What the first line comes to: `approved`, `pending information`, or the refusals. */
export function decisionOf(given: Given): string {
  const { reviewCase } = decided(given);
  const [determination] = reviewCase.lines[0]?.determinations ?? [];
  const cause = determination?.pendCause === undefined ? '' : ` ${determination.pendCause}`;
  return `${determination?.decision ?? reviewCase.refusals.map(({ kind }) => kind)}${cause}`;
}

const [line] = plainRequest().lines;

/** What comes of a changed line: the decision, or the words of the checks that keep it from one. */
export function outcome(change: Partial<RequestLine>, given: Given = {}): string {
  const lines = [{ ...line, ...change }] as readonly RequestLine[];
  const { reviewCase } = decided({ facts: need, ...given, request: { lines, ...given.request } });
  const [determination] = reviewCase.lines[0]?.determinations ?? [];
  const open = determination?.trace.checks.filter(
    ({ id, result }) => result !== 'pass' && id !== 'network',
  );
  for (const { words } of open ?? []) {
    expect(words?.es).not.toBe(words?.en);
    expect(words?.es).toMatch(/\w{4}/u);
    expect(determination?.explanation.en).toContain(words?.en);
    expect(determination?.explanation.es).toContain(words?.es);
  }
  if (open === undefined || open.length === 0) return determination?.decision ?? 'refused';
  expect(determination?.decision).toBe('pending');
  expect(determination?.authorization).toBeUndefined();
  return open.map(({ id, words }) => `${id}: ${words?.en}`).join(' | ');
}
