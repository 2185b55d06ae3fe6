import type { JsonObject } from '../../fhir/json/json.ts';
import { type SetAside, setAside } from '../../fhir/json/set-aside.ts';
import { type ReadDocument, readDocument } from '../../fhir/validate/document.ts';
import type { Issue } from '../../fhir/validate/issue.ts';
import type { Validator } from '../../fhir/validate/validator.ts';
import type { TimeLimit } from '../../fhir/validate/walk/watch.ts';
import type { Digest } from '../../ports/chance.ts';
import type { Problem, ProblemIssue } from '../../problem.ts';
import { fail, ok, present, type Result } from '../../result.ts';
import { asIntakeSees } from './guide-contradictions.ts';
import { type ReadLimits, stepsWithin } from './read-limits.ts';
import { readStored, stepsOfStored } from './read-stored.ts';
import { type ResourceAsk, validateResource } from './validate-resource.ts';

/** Canonicals of the profiles that a resource has to satisfy besides those it claims, by type. */
export type ProfilesByType = Readonly<Record<string, readonly string[]>>;

/** What is asked of bytes: to be a request that intake can take, or to be judged for their sake. */
export type ValidationAsk =
  | {
      readonly kind: 'request';
      readonly profiles: ProfilesByType;
      /** True for what was accepted before, whatever the limits are now. */
      readonly isStored?: true;
    }
  /** Only to be read; `isStored` as above. */
  | { readonly kind: 'reading'; readonly isStored?: true }
  | ({ readonly kind: 'resource' } & ResourceAsk);

/** Bytes that hold a resource, with everything that was found in it. */
export interface JudgedBytes {
  /** Absent when the bytes were judged in another thread, and where something was set aside. */
  readonly resource?: JsonObject;
  /** The bytes without the data of large attachments, from which the resource is read again. */
  readonly aside?: SetAside;
  /** True when the bytes can be read again without a look for what is odd. */
  readonly isPlain?: true;
  /** Errors first. */
  readonly issues: readonly Issue[];
}

/** For whom bytes are judged. */
export interface Asker {
  readonly client: { readonly id: string };
  /** Aborted once nobody waits for the verdict. */
  readonly signal: AbortSignal;
}

/**
 * Judges bytes, here or in another thread: what goes in and comes out can be sent there.
 * Problems: json-unreadable when the text can't be trusted; too-large for a request with too much
 * beside its attachments; time-budget-exceeded, when the signal says so; too-many-requests, when
 * too much of the client waits; document-refused, when a thread died over these bytes;
 * resource-invalid for a request whose validation was ended before its end; those of
 * `validateResource`.
 */
export type ValidateBytes = (
  bytes: Uint8Array,
  ask: ValidationAsk,
  asker: Asker,
) => Promise<Result<JudgedBytes, Problem>>;

/** What is asked of bytes, and how large they may be. */
export interface BoundedAsk {
  readonly ask: ValidationAsk;
  readonly limits: ReadLimits;
  readonly digest: Digest;
  /** Milliseconds of a clock that is never set back. */
  elapsedMs(): number;
  /** True when nobody waits for the verdict any more. */
  isGivenUp?(): boolean;
}

/** Judges bytes with a validator; problems as for `ValidateBytes`. */
export function validateBytesWith(
  validator: Validator,
  bytes: Uint8Array,
  { ask, limits, digest, ...watch }: BoundedAsk,
): Result<JudgedBytes, Problem> {
  const isStored = ask.kind !== 'resource' && ask.isStored === true;
  const bounds = ask.kind === 'resource' ? limits.resource : limits.request;
  const { resource, faults, isPlain } = isStored ? readStored(bytes) : readDocument(bytes, bounds);
  if (resource === undefined) {
    return fail({ code: 'json-unreadable', issues: faults.map(toProblemIssue) });
  }
  const time = { ...watch, ...limits.time };
  if (ask.kind === 'resource') {
    const stepsMax = stepsWithin(limits.resource);
    const judged = validateResource(validator, { resource, faults }, { ...ask, stepsMax, time });
    return judged.ok ? ok({ issues: judged.value }) : judged;
  }
  const aside = setAside(bytes, digest.sha256);
  const problem = isStored ? undefined : textProblem(aside?.bytes ?? bytes, limits);
  if (problem !== undefined) return fail(problem);
  const kept = present({ isPlain, aside, resource: aside === undefined ? resource : undefined });
  if (ask.kind === 'reading') return ok({ ...kept, issues: [] });
  const stepsMax = isStored ? stepsOfStored(resource) : stepsWithin(limits.request);
  const { profiles } = ask;
  const issues = issuesOfRequest(validator, { resource, faults }, { profiles, stepsMax, time });
  return isStored || isWhole(issues) ? ok({ ...kept, issues }) : fail(notWhole(issues));
}

/** Whoever answers reads this text while others wait; attachments cost them nothing. */
function textProblem({ length }: Uint8Array, { requestText }: ReadLimits): Problem | undefined {
  const { bytesMax, name } = requestText;
  if (length <= bytesMax) return undefined;
  const detail =
    `it has ${length} bytes beside the data of its attachments; ` +
    `a request may have ${bytesMax} (${name})`;
  return { code: 'too-large', detail };
}

/** A validation that was ended before its end: what was not looked at is not decided on. */
const STOPPED: ReadonlySet<string> = new Set(['limits/steps', 'limits/time', 'limits/time-full']);

/** Whether more time would have found more, and not only more of what is told by number. */
export function needsTime(verdict: Result<JudgedBytes, Problem>): boolean {
  const issues = verdict.ok ? verdict.value.issues : (verdict.problem.issues ?? []);
  return issues.some(({ rule }) => rule === 'limits/time');
}

function isWhole(issues: readonly Issue[]): boolean {
  return !issues.some(({ rule }) => STOPPED.has(rule));
}

function notWhole(issues: readonly Issue[]): Problem {
  return { code: 'resource-invalid', issues: issues.map(toProblemIssue) };
}

interface RequestAsk {
  readonly profiles: ProfilesByType;
  readonly stepsMax: number;
  readonly time: TimeLimit;
}

function issuesOfRequest(
  validator: Validator,
  { resource, faults }: ReadDocument & { readonly resource: JsonObject },
  { profiles, stepsMax, time }: RequestAsk,
): readonly Issue[] {
  const type = typeof resource.resourceType === 'string' ? resource.resourceType : '';
  const asked = Object.hasOwn(profiles, type) ? profiles[type] : undefined;
  const judged = validator.validate(resource, { profiles: asked ?? [], faults, stepsMax, time });
  return asIntakeMaySee(judged.issues);
}

/** The issues of a request; when errors were left out of the list, that is an error of its own. */
function asIntakeMaySee(issues: readonly Issue[]): readonly Issue[] {
  const seen = issues.map(asIntakeSees);
  const last = issues.at(-1);
  const kept = issues.slice(0, -1);
  const isCut =
    last?.rule === 'limits/issues' && kept.every(({ severity }) => severity === 'error');
  return isCut ? [...seen.slice(0, -1), { ...last, severity: 'error' }] : seen;
}

/** An issue as it is told: what is wrong and how to mend it in one text. */
export function toProblemIssue(issue: Issue): ProblemIssue {
  const { severity, code, expression, rule, message, mend } = issue;
  return { severity, code, expression, rule, text: `${message}. To mend it: ${mend}.` };
}
