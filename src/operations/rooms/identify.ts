import type { ReviewRequest } from '../../domain/review/review-request.ts';
import type { RequestBundle } from '../../fhir/bundle/request-bundle.ts';
import { canonicalText } from '../../fhir/json/canonical-text.ts';
import type { JsonObject } from '../../fhir/json/json.ts';
import type { Digest } from '../../ports/chance.ts';

/** The keys by which a re-sent request is known again. */
export interface RequestKeys {
  /** Equal for the same transmission of the same content by the same client. */
  readonly submissionKey: string;
  /** Equal for the same request under new identifiers; absent for updates. */
  readonly contentKey: string;
}

/** Members that differ from one transmission of the same content to the next. */
const envelope: ReadonlySet<string> = new Set(['id', 'meta', 'timestamp']);
const clinicalSkip: ReadonlySet<string> = new Set([
  'id',
  'meta',
  'reference',
  'text',
  'identifier',
]);

/**
 * Names a request by its content. Shape: client, bundle, what was read from it -> two digests.
 * Source: design, re-sent requests; PAS spec-17.
 */
export function identifyRequest(
  clientId: string,
  bundle: RequestBundle,
  request: ReviewRequest,
  digest: Digest,
): RequestKeys {
  const { system, value } = request.transmissionIdentifier;
  const content = digest.sha256(canonicalText(withoutEnvelope(bundle.bundle)));
  const name = JSON.stringify([clientId, system, value, content]);
  return {
    submissionKey: digest.sha256(name),
    contentKey: digest.sha256(JSON.stringify([clientId, whatIsAsked(request), evidence(bundle)])),
  };
}

function withoutEnvelope(bundle: JsonObject): JsonObject {
  const kept = Object.entries(bundle).filter(([name]) => !envelope.has(name));
  return Object.fromEntries(kept);
}

/** Who asks what for whom and when, without the numbers that a sender gives anew each time. */
function whatIsAsked(request: ReviewRequest): readonly unknown[] {
  const { requester, patient, coverages, lines, diagnoses, billableSpan } = request;
  return [
    request.change,
    request.certificationType,
    request.levelOfService,
    request.priority,
    requester.npis,
    requester.identifiers,
    [patient.identifiers, patient.family, patient.given, patient.birthOn],
    coverages.map(({ subscriberId, dependentNumber, identifiers }) => [
      subscriberId,
      dependentNumber,
      identifiers,
    ]),
    diagnoses.map(({ codes }) => codes),
    billableSpan,
    lines.map(({ origin: _, traceNumbers: __, ...line }) => line),
  ];
}

/** What was sent along, without identities: new evidence makes a new request. */
function evidence(bundle: RequestBundle): readonly string[] {
  const others = bundle.entries.filter(({ type }) => type !== 'Claim');
  return others.map(({ resource }) => canonicalText(resource, clinicalSkip)).sort();
}
