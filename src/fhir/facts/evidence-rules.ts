import type { EvidenceStanding } from '../../domain/policy/found-evidence.ts';
import type { JsonObject } from '../json/json.ts';
import { codesOf } from '../translate/read/codes.ts';
import { object, text } from '../translate/read/element.ts';
import { pasValue } from '../translate/read/extensions.ts';
import { conditionStanding, conditionStatus } from './condition-standing.ts';

/** How evidence of one resource type says whom, how final and when. */
export interface EvidenceRule {
  readonly subject: string;
  readonly source: 'bundle' | 'questionnaire';
  status(resource: JsonObject): string | undefined;
  standing(resource: JsonObject): EvidenceStanding;
  /** `element` is the part of the resource that says it. */
  observed(resource: JsonObject, element?: JsonObject): Observed;
  /** When what it says was over, as it was written. */
  ended?(resource: JsonObject): string | undefined;
}

/** When something was observed, as it was written: `from` only of a period. */
export interface Observed {
  readonly from?: string | undefined;
  readonly at?: string | undefined;
}

/** Evidence may come from these resource types; a fact about any other does not compile. */
export const evidenceRules: Readonly<Record<string, EvidenceRule>> = {
  Observation: {
    ...{ subject: 'subject', source: 'bundle' },
    status: statusOf,
    standing: standingBy(['final', 'amended', 'corrected']),
    observed: effective,
  },
  DiagnosticReport: {
    ...{ subject: 'subject', source: 'bundle' },
    status: statusOf,
    standing: standingBy(['final', 'amended', 'corrected', 'appended']),
    observed: effective,
  },
  Condition: {
    ...{ subject: 'subject', source: 'bundle' },
    status: conditionStatus,
    standing: conditionStanding,
    observed: ({ recordedDate, onsetDateTime, onsetPeriod }) =>
      latest([recordedDate, onsetDateTime, object(onsetPeriod)?.start]),
    ended: ({ abatementDateTime, abatementPeriod }) =>
      text(abatementDateTime) ?? text(object(abatementPeriod)?.end),
  },
  Procedure: {
    ...{ subject: 'subject', source: 'bundle' },
    status: statusOf,
    standing: standingBy(['completed']),
    observed: ({ performedDateTime, performedPeriod }) => at(performedDateTime, performedPeriod),
  },
  QuestionnaireResponse: {
    ...{ subject: 'subject', source: 'questionnaire' },
    status: statusOf,
    standing: standingBy(['completed', 'amended']),
    observed: ({ authored }) => ({ at: text(authored) }),
  },
  Claim: {
    ...{ subject: 'patient', source: 'bundle' },
    status: statusOf,
    standing: standingBy(['active']),
    // A diagnosis of the request has a date of its own.
    observed: ({ created }, diagnosis) =>
      latest([created, pasValue(diagnosis, 'diagnosisRecordedDate', 'valueDate')]),
  },
};

/** True for a resource that facts may come from; the Claim has its own states. */
export function isEvidence({ type }: { readonly type: string }): boolean {
  return type !== 'Claim' && Object.hasOwn(evidenceRules, type);
}

/** Statuses that say that there is nothing: it never was, or it was taken back. */
export const withdrawn: ReadonlySet<string> = new Set(['entered-in-error', 'cancelled']);

function standingBy(final: readonly string[]): (resource: JsonObject) => EvidenceStanding {
  const counted = new Set(final);
  return (resource) => {
    const status = statusOf(resource) ?? '';
    if (withdrawn.has(status)) return 'withdrawn';
    return counted.has(status) ? 'final' : 'open';
  };
}

function statusOf({ status }: JsonObject): string | undefined {
  return text(status);
}

function effective({ effectiveDateTime, effectiveInstant, effectivePeriod }: JsonObject): Observed {
  return at(effectiveDateTime ?? effectiveInstant, effectivePeriod);
}

/** The last of several dates: one that lies ahead must not hide behind another. */
function latest(dates: readonly (JsonObject[string] | undefined)[]): Observed {
  const written = dates.flatMap((date) => text(date) ?? []).toSorted();
  return { at: written.at(-1) };
}

/** A period without an end, or without a beginning, tells no date. */
function at(moment: JsonObject[string] | undefined, period: JsonObject[string] | undefined) {
  const on = text(moment);
  if (on !== undefined) return { at: on };
  const [from, end] = [text(object(period)?.start), text(object(period)?.end)];
  return from === undefined || end === undefined ? {} : { from, at: end };
}

/** Kinds of a diagnosis that are none: what is only considered, or only complained of. */
const noDiagnosis: ReadonlySet<string> = new Set([
  ...['differential', 'patientreasonforvisit', 'APR', 'PR'],
]);

/** True when a diagnosis of the request says by its type that it is none. */
export function isNoDiagnosis({ type }: JsonObject): boolean {
  const given = Array.isArray(type) ? type : [];
  return given.flatMap(codesOf).some(({ code }) => noDiagnosis.has(code));
}
