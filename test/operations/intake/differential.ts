import { isDeepStrictEqual } from 'node:util';
import { systemDigest } from '../../../src/adapters/system-chance.ts';
import { caseIdOf } from '../../../src/domain/review/ids.ts';
import type { ReviewCase } from '../../../src/domain/review/review-case.ts';
import type { ReviewRequest } from '../../../src/domain/review/review-request.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { CompiledFacts } from '../../../src/fhir/facts/facts.ts';
import { JSON_LIMITS } from '../../../src/fhir/json/json-finding.ts';
import type { ClassedFinding } from '../../../src/fhir/translate/findings/classify-findings.ts';
import type { Validator } from '../../../src/fhir/validate/validator.ts';
import type { RulebookInUse } from '../../../src/operations/corridor-parts.ts';
import { type AcceptedRequest, accept } from '../../../src/operations/rooms/accept.ts';
import { decide } from '../../../src/operations/rooms/decide.ts';
import { gather } from '../../../src/operations/rooms/gather.ts';
import { readRequest } from '../../../src/operations/rooms/read-request.ts';
import { validateBytesWith } from '../../../src/operations/rooms/validate-bytes.ts';
import { requestProfiles } from '../../../src/operations/submit.ts';
import type { Store } from '../../../src/ports/store.ts';
import { openValidator } from '../../../src/wire.ts';
import { now, type TestPayer } from '../payer.ts';

/** What requests are decided with, one by one: nothing of one is kept for the next. */
export interface Parts {
  readonly validator: Validator;
  readonly store: Store;
  readonly rules: RulebookInUse & { readonly facts: CompiledFacts };
  readonly receivedAt: Instant;
}

/** The parts of a running payer. */
export async function partsOf({ started }: TestPayer): Promise<Parts> {
  const { store, rules } = started;
  return { validator: await openValidator('2.2'), store, rules, receivedAt: now as Instant };
}

/** What became of a request in both modes of intake. */
export type Outcome =
  | { readonly kind: 'unreadable' | 'taken-by-both' | 'refused-by-both' }
  | {
      readonly kind: 'taken-by-tolerant';
      readonly findings: readonly ClassedFinding[];
      readonly request: ReviewRequest;
      readonly decided: ReviewCase;
    };

/** Judges a text, and decides it where only tolerant intake takes it. */
export async function outcomeOf(parts: Parts, text: string): Promise<Outcome> {
  const ask = { kind: 'request', profiles: requestProfiles } as const;
  const time = { maxMs: Number.MAX_SAFE_INTEGER, name: 'none' };
  const requestText = { bytesMax: JSON_LIMITS.bytesMax, name: 'any' };
  const limits = { request: JSON_LIMITS, requestText, resource: JSON_LIMITS, time };
  const bounded = { ask, limits, digest: systemDigest, elapsedMs: () => 0 };
  const judged = validateBytesWith(parts.validator, Buffer.from(text), bounded);
  if (!judged.ok) return { kind: 'unreadable' };
  const { resource = {}, issues } = judged.value;
  const strict = accept({ resource, issues }, 'strict');
  const tolerant = accept({ resource, issues }, 'tolerant');
  if (!tolerant.ok) {
    if (strict.ok) throw new Error('tolerant intake refuses what strict intake takes');
    return { kind: 'refused-by-both' };
  }
  const request = readRequest(tolerant.value, parts.rules.rulebook.telling);
  if (!request.ok) return { kind: 'refused-by-both' };
  if (strict.ok) return { kind: 'taken-by-both' };
  const decided = await decision(parts, tolerant.value, request.value);
  const { classed: findings } = tolerant.value.findings;
  return { kind: 'taken-by-tolerant', findings, request: request.value, decided };
}

const practice = {
  ...{ id: 'demo-tour', name: 'Demo', kind: 'practice' as const, scopes: [] },
  ...{ npis: ['9000000015'], tins: [], organizations: [] },
};

/** What automation decides of a request on an empty ledger. */
export async function decision(
  { store, rules, receivedAt }: Parts,
  { bundle }: AcceptedRequest,
  request: ReviewRequest,
): Promise<ReviewCase> {
  const keys = { submissionKey: 'none', contentKey: 'none' };
  const gathered = await gather(store, request, 'demo-tour', keys);
  if (!gathered.ok) throw new Error('the store does not answer');
  const id = caseIdOf('0'.repeat(64));
  return decide({
    ...{ request, bundle, rules, receivedAt, gathered: gathered.value },
    submitter: practice,
    ...{ caseId: id, refusalCaseId: () => id, submitterId: 'demo-tour', requestBlobKey: 'none' },
  }).case;
}

/**
 * What is wrong about an outcome: a line that was decided although a finding in it has to be
 * looked at. Shape: one line of text each.
 */
export function wrongApprovals(outcome: Outcome): readonly string[] {
  if (outcome.kind !== 'taken-by-tolerant') return [];
  const { findings, decided } = outcome;
  return decided.lines.flatMap(({ sequence, determinations }) => {
    const decision = determinations.at(-1)?.decision;
    if (decision === undefined || decision === 'pending') return [];
    return findings
      .filter((one) => one.class !== 'tell' && concerns(one, sequence))
      .map(({ issue }) => `line ${sequence} ${decision} with ${issue.expression}: ${issue.rule}`);
  });
}

/** Only what stands in an item or in an order may leave other lines alone. */
function concerns({ lines, issue }: ClassedFinding, sequence: number): boolean {
  const isOfLine = /\.item\[\d+\]|^Bundle\.entry\[[1-9]\d*\]\.resource/u.test(issue.expression);
  return !isOfLine || lines === undefined || lines.includes(sequence);
}

/** True when two requests ask the same, whatever they are called and however they are written. */
export function asksTheSame(one: ReviewRequest, other: ReviewRequest): boolean {
  return isDeepStrictEqual({ ...one, concerns: [] }, { ...other, concerns: [] });
}
