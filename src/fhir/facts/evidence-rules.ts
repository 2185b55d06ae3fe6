import type { JsonObject } from '../json/json.ts';
import { codesOf } from '../translate/read/codes.ts';
import { object, text } from '../translate/read/element.ts';

/** How evidence of one resource type says whom, how final and when. */
export interface EvidenceRule {
  readonly subject: string;
  /** Where the value stands in the resource, for its origin. */
  readonly valueAt: string;
  readonly source: 'bundle' | 'questionnaire';
  status(resource: JsonObject): string | undefined;
  isFinal(resource: JsonObject): boolean;
  observedAt(resource: JsonObject): string | undefined;
}

const reported = new Set(['final', 'amended', 'corrected']);
const present = new Set(['active', 'recurrence', 'relapse']);
const withdrawn = new Set(['refuted', 'entered-in-error']);

/** Evidence may come from these resource types; a fact about any other does not compile. */
export const evidenceRules: Readonly<Record<string, EvidenceRule>> = {
  Observation: {
    subject: 'subject',
    valueAt: 'value',
    source: 'bundle',
    status: ({ status }) => text(status),
    isFinal: ({ status }) => reported.has(text(status) ?? ''),
    observedAt: effective,
  },
  DiagnosticReport: {
    subject: 'subject',
    valueAt: 'conclusionCode',
    source: 'bundle',
    status: ({ status }) => text(status),
    isFinal: ({ status }) => reported.has(text(status) ?? ''),
    observedAt: effective,
  },
  Condition: {
    subject: 'subject',
    valueAt: 'code',
    source: 'bundle',
    status: conditionStatus,
    isFinal: isPresentCondition,
    observedAt: ({ recordedDate, onsetDateTime }) => text(recordedDate) ?? text(onsetDateTime),
  },
  Procedure: {
    subject: 'subject',
    valueAt: 'code',
    source: 'bundle',
    status: ({ status }) => text(status),
    isFinal: ({ status }) => status === 'completed',
    observedAt: ({ performedDateTime, performedPeriod }) =>
      text(performedDateTime) ?? text(object(performedPeriod)?.end),
  },
  QuestionnaireResponse: {
    subject: 'subject',
    valueAt: 'item',
    source: 'questionnaire',
    status: ({ status }) => text(status),
    isFinal: ({ status }) => status === 'completed' || status === 'amended',
    observedAt: ({ authored }) => text(authored),
  },
  Claim: {
    subject: 'patient',
    valueAt: 'diagnosis',
    source: 'bundle',
    status: ({ status }) => text(status),
    isFinal: ({ status }) => status === 'active',
    observedAt: ({ created }) => text(created),
  },
};

function effective(resource: JsonObject): string | undefined {
  const { effectiveDateTime, effectiveInstant, effectivePeriod } = resource;
  const period = object(effectivePeriod);
  return text(effectiveDateTime) ?? text(effectiveInstant) ?? text(period?.end ?? period?.start);
}

function conditionStatus({ clinicalStatus, verificationStatus }: JsonObject): string | undefined {
  const codes = [clinicalStatus, verificationStatus].flatMap(codesOf).map(({ code }) => code);
  return codes.length === 0 ? undefined : codes.join(', ');
}

function isPresentCondition({ clinicalStatus, verificationStatus }: JsonObject): boolean {
  const verified = codesOf(verificationStatus).every(({ code }) => !withdrawn.has(code));
  return verified && codesOf(clinicalStatus).some(({ code }) => present.has(code));
}
