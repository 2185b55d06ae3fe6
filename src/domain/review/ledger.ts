import { present } from '../../result.ts';
import { isAbsentCode } from '../code/absent-code.ts';
import { foldedCode, procedureCodesIn, withoutModifiers } from '../code/procedure-code.ts';
import type { Code } from '../code.ts';
import { distinguishing, type ModifierRow } from '../policy/modifier.ts';
import { type CivilDate, civilDateOf, type DateSpan } from '../time.ts';
import { lineSpan } from './line-span.ts';
import { currentDetermination } from './review-action.ts';
import type { LineDecision, ReviewCase } from './review-case.ts';
import type { RequestLine, ReviewRequest } from './review-request.ts';

/** A claim on the member's ledger: a service that is open or authorized. */
export interface LedgerClaim {
  readonly caseId: string;
  /** Of the attempt at the submission that claimed it; the store's own. */
  readonly attempt?: string;
  readonly lineSequence: number;
  readonly state: 'open' | 'authorized';
  /** Who asked; nobody else is told the number of the case. Absent in older claims. */
  readonly asker?: string;
  /** The key of the service. */
  readonly service: string;
  readonly from: CivilDate;
  readonly to?: CivilDate;
  /**
   * True when the request told something of the member that counts for any service, as a death
   * does. Absent in older claims.
   */
  readonly isOfMember?: boolean;
}

/**
 * Who asks: the client, and the provider for whom it does, since one client may send for many.
 */
export function askerOf(submitterId: string, { requester }: ReviewRequest): string {
  const identifiers = requester.identifiers.map(({ system, value }) => [system, value]);
  return JSON.stringify([submitterId, ...identifiers.sort()]);
}

/** What a line asks for. */
export type AskedLine = Pick<RequestLine, 'service' | 'serviceEnd' | 'modifiers'>;

/**
 * The keys by which a line is known on the ledger, one for each code that it names, so that a
 * service asked for under two codes is found again under either. First come all those that name
 * the service, so that a sender's own codes don't crowd them out. A key has the modifiers that
 * make another service and no others; how it was written makes no difference. A line that names
 * more services than anybody means is known as any service: one key, and nothing gets past it.
 * Shape: E1390 with RR -> `E1390`; 20610 with LT -> `20610-LT`; no code -> none; nine -> `*`.
 */
export function ledgerKeys(
  { service, serviceEnd = [], modifiers }: AskedLine,
  rows: readonly ModifierRow[],
): readonly string[] {
  const written = modifiers.map(({ code }) => code);
  const keysOf = (codes: readonly Code[]): readonly string[] =>
    codes.filter(isCode).map((code) => keyOf(code, written, rows));
  const named = procedureCodesIn(service);
  const keys = new Set(keysOf([...named, ...serviceEnd]));
  if (keys.size > KEYS_MAX) return [ANY_KEY];
  for (const key of named.length === service.length ? [] : keysOf(service)) {
    if (keys.size >= KEYS_MAX) break;
    keys.add(key);
  }
  return [...keys];
}

/** The modifiers of a line, folded, and those that were written behind its codes. */
export function modifiersOfLine({
  service,
  serviceEnd = [],
  modifiers,
}: AskedLine): readonly string[] {
  const behind = [...service, ...serviceEnd].flatMap((code) => withoutModifiers(code).slice(1));
  return [...modifiers.map(({ code }) => foldedCode(code)), ...behind];
}

/** So many keys a line has at most; an honest line has one or two. */
const KEYS_MAX = 8;

/**
 * The key of a line that names more services than are kept: it is held against every service of
 * the member, on its dates, until a person has decided it.
 */
export const ANY_KEY = '*';

/** The key of a line without a code of a service; nothing is found by it. */
export const NO_KEY = '';

/** By what a line is known beside its services: kinds of care have revenue codes (NUBC). */
function revenueKeys({ revenues = [] }: Pick<RequestLine, 'revenues'>): readonly string[] {
  return revenues.filter(isCode).map(({ code }) => foldedCode(code) || code);
}

function isCode(code: Code): boolean {
  return code.code !== '' && !isAbsentCode(code);
}

function keyOf(code: Code, modifiers: readonly string[], rows: readonly ModifierRow[]): string {
  const [bare, ...behind] = withoutModifiers(code);
  const name = bare === '' ? code.code : bare;
  return [name, ...distinguishing(rows, [...modifiers, ...behind])].join('-');
}

/** A line that was decided, as far as the ledger looks at it. */
export interface ClaimingLine {
  readonly caseId: string;
  readonly asker?: string | undefined;
  readonly line: AskedLine &
    Pick<RequestLine, 'sequence'> &
    Partial<Pick<RequestLine, 'isCancelled' | 'revenues'>>;
  /** The dates that were granted, else those that were asked for. */
  readonly span: DateSpan;
  readonly decision: LineDecision;
  /** Whether the request told something of the member that counts for any service. */
  readonly isOfMember?: boolean | undefined;
}

/** What a line claims: what is authorized, and what is still open; nothing once taken back. */
export function claimsOfLine(
  { caseId, asker, line, span, decision, isOfMember }: ClaimingLine,
  rows: readonly ModifierRow[],
): readonly LedgerClaim[] {
  const state = claimState[decision];
  if (state === undefined || line.isCancelled === true) return [];
  const { sequence: lineSequence } = line;
  const { from, to } = span;
  const keys = [...ledgerKeys(line, rows), ...revenueKeys(line)];
  // What was told of the member counts also where nobody knows the service.
  const claimed = keys.length === 0 && isOfMember === true ? [NO_KEY] : new Set(keys);
  return [...claimed].map((service) =>
    present({ caseId, lineSequence, state, asker, service, from, to, isOfMember }),
  );
}

const claimState: Readonly<Record<LineDecision, LedgerClaim['state'] | undefined>> = {
  pending: 'open',
  approved: 'authorized',
  'approved-modified': 'authorized',
  'denied-clinical': undefined,
  'denied-admin': undefined,
  'denied-information': undefined,
  'not-required': undefined,
  redirected: undefined,
  cancelled: undefined,
  voided: undefined,
};

/**
 * What the lines of a case claim, as they stand. Open lines of somebody who may be another member
 * claim nothing: they would keep the member's own request from being decided.
 */
export function claimsOfCase(
  reviewCase: ReviewCase,
  rows: readonly ModifierRow[],
): readonly LedgerClaim[] {
  const { id: caseId, request, receivedAt, standing } = reviewCase;
  const receivedOn = civilDateOf(receivedAt, standing?.timeZone ?? 'UTC');
  const asker = askerOf(reviewCase.submitterId, request);
  const isOfMember = request.concerns.some((one) => one.isOfMember === true) || undefined;
  return request.lines.flatMap((line): readonly LedgerClaim[] => {
    const determination = currentDetermination(reviewCase, line.sequence);
    if (determination === undefined) return [];
    const { authorization, decision } = determination;
    const span = authorization?.span ?? lineSpan(request, line, receivedOn);
    const claims = claimsOfLine({ caseId, asker, line, span, decision, isOfMember }, rows);
    return standing?.isMemberUnsure === true
      ? claims.filter(({ state }) => state !== 'open')
      : claims;
  });
}
