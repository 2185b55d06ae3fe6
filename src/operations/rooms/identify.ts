import type { ReviewRequest } from '../../domain/review/review-request.ts';
import type { RequestBundle } from '../../fhir/bundle/request-bundle.ts';
import { canonicalText } from '../../fhir/json/canonical-text.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../fhir/json/json.ts';
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
/** Members of a resource that a sender gives anew each time, or that only say it in prose. */
const identities: ReadonlySet<string> = new Set(['id', 'meta', 'text', 'identifier']);

/** What identifying needs from the world. */
export interface IdentifyInput {
  readonly digest: Digest;
  /** The day on which the request came: an undated service is asked for on it. */
  readonly receivedOn: string;
}

/**
 * Names a request by its content. Shape: client, bundle, what was read from it -> two digests.
 * Source: design, re-sent requests; PAS spec-17.
 */
export function identifyRequest(
  clientId: string,
  bundle: RequestBundle,
  request: ReviewRequest,
  { digest, receivedOn }: IdentifyInput,
): RequestKeys {
  const { system, value } = request.transmissionIdentifier;
  const content = digest.sha256(canonicalText(withoutEnvelope(bundle.bundle)));
  const name = JSON.stringify([clientId, system, value, content]);
  return {
    submissionKey: digest.sha256(name),
    contentKey: digest.sha256(
      JSON.stringify([clientId, whatIsAsked(request, receivedOn), evidence(bundle)]),
    ),
  };
}

function withoutEnvelope(bundle: JsonObject): JsonObject {
  const kept = Object.entries(bundle).filter(([name]) => !envelope.has(name));
  return Object.fromEntries(kept);
}

/** Who asks what for whom and when, without the numbers that a sender gives anew each time. */
function whatIsAsked(request: ReviewRequest, receivedOn: string): readonly unknown[] {
  const {
    transmissionIdentifier: _,
    transmittedAt: __,
    traceNumbers: ___,
    coverages,
    lines,
    billableSpan,
    ...asked
  } = request;
  const isDated = billableSpan !== undefined || lines.every((line) => line.servicedSpan);
  return [
    withoutOrigins(asked),
    withoutOrigins(coverages),
    billableSpan ?? null,
    lines.map(({ traceNumbers: ____, ...line }) => withoutOrigins(line)),
    isDated ? '' : receivedOn,
  ];
}

/** Places in the Bundle change with the order of its entries. */
function withoutOrigins(value: unknown): string {
  return JSON.stringify(value, (name, member: unknown) => (name === 'origin' ? undefined : member));
}

/** What was sent along, without identities: new evidence makes a new request. */
function evidence(bundle: RequestBundle): readonly string[] {
  const names = new Map<string, string>();
  for (const [index, { fullUrl, type, resource }] of bundle.entries.entries()) {
    const name = `${type} ${index}`;
    if (fullUrl !== '') names.set(fullUrl, name);
    if (typeof resource.id === 'string') names.set(`${type}/${resource.id}`, name);
  }
  const others = bundle.entries.filter(({ type }) => type !== 'Claim');
  return others
    .map(({ resource }) => {
      const kept = Object.entries(resource).filter(([name]) => !identities.has(name));
      return canonicalText(renamed(Object.fromEntries(kept), names));
    })
    .sort();
}

/** References by the place of their target: its names are given anew, whom it is about is not. */
function renamed(value: Json, names: ReadonlyMap<string, string>): Json {
  if (isJsonArray(value)) return value.map((one) => renamed(one, names));
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([name, member]): [string, Json] => {
    if (name !== 'reference' || typeof member !== 'string') {
      return [name, member === undefined ? null : renamed(member, names)];
    }
    return [name, names.get(member) ?? member];
  });
  return Object.fromEntries(members);
}
