import type { ReviewRequest } from '../../domain/review/review-request.ts';
import type { BundleEntry, RequestBundle } from '../../fhir/bundle/request-bundle.ts';
import { evidenceRules } from '../../fhir/facts/evidence-rules.ts';
import {
  type CanonicalMember,
  canonicalMembers,
  canonicalText,
  textOfMembers,
} from '../../fhir/json/canonical-text.ts';
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
/** Members of a resource that a sender gives anew each time. */
const identities: ReadonlySet<string> = new Set(['id', 'meta', 'identifier']);
/** What facts read of the request itself, beyond what is read as asked. */
const readOfClaim: ReadonlySet<string> = new Set(['diagnosis']);

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
  const resources = bundle.entries.map((entry) => {
    const members = canonicalMembers(entry.resource);
    return { entry, members, text: textOfMembers(members) };
  });
  const made = new Map(resources.map(({ entry, text }) => [entry.resource, text]));
  const content = digest.sha256(canonicalText(withoutEnvelope(bundle.bundle), made));
  const name = JSON.stringify([clientId, system, value, content]);
  return {
    submissionKey: digest.sha256(name),
    // Neither holds a line break as it is: where one ends, the next begins.
    contentKey: digest.sha256(
      [JSON.stringify([clientId, whatIsAsked(request, receivedOn)]), ...evidence(resources)].join(
        '\n',
      ),
    ),
  };
}

/** A resource of the Bundle with its canonical text, which both keys are made of. */
interface ReadResource {
  readonly entry: BundleEntry;
  readonly members: readonly CanonicalMember[];
  readonly text: string;
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
    concerns,
    billableSpan,
    billableEnd,
    ...asked
  } = request;
  const isDated = billableSpan !== undefined || lines.every((line) => line.servicedSpan);
  return [
    withoutOrigins(asked),
    withoutOrigins(coverages),
    billableSpan ?? null,
    ...(billableEnd === undefined ? [] : [billableEnd]),
    lines.map(({ traceNumbers: ____, ...line }) => withoutOrigins(line)),
    isDated ? '' : receivedOn,
    // What a person has to look at is not the same request as one that has nothing of it.
    ...(concerns.length === 0 ? [] : [withoutOrigins(concerns)]),
  ];
}

/** Places in the Bundle change with the order of its entries. */
function withoutOrigins(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOrigins);
  if (!isPlain(value)) return value;
  const kept: Record<string, unknown> = {};
  for (const name in value) if (name !== 'origin') kept[name] = withoutOrigins(value[name]);
  return kept;
}

/** Quantities and the like write themselves. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

/** What was sent along, without identities: new evidence makes a new request. */
function evidence(resources: readonly ReadResource[]): readonly string[] {
  const names = new Map<string, string>();
  for (const [index, { entry }] of resources.entries()) {
    const { fullUrl, type, resource } = entry;
    const name = `${type} ${index}`;
    if (fullUrl !== '') names.set(fullUrl, name);
    if (typeof resource.id === 'string') names.set(`${type}/${resource.id}`, name);
  }
  return resources
    .filter(({ entry }, index) => index === 0 || entry.type !== 'Claim')
    .map(({ entry, members }) => {
      const kept = members.filter(({ name }) => isKept(entry, name));
      return renamed(textOfMembers(kept), names);
    })
    .sort();
}

/** What facts read, words and narratives too: who asks what is read as it was asked. */
function isKept({ type }: BundleEntry, name: string): boolean {
  if (type === 'Claim') return readOfClaim.has(name);
  if (name === 'text') return Object.hasOwn(evidenceRules, type);
  return !identities.has(name);
}

/**
 * A member in canonical text: no string can hold this, as quotes within strings are escaped. The
 * engine's limit for it is some 4 million characters; validation refuses strings above one.
 */
const REFERENCE = /([{,]"reference":)("(?:[^"\\]|\\.)*")/g;

/** References by the place of their target: its names are given anew, whom it is about is not. */
function renamed(text: string, names: ReadonlyMap<string, string>): string {
  // Most resources have none, which is known sooner without the pattern.
  if (!text.includes('"reference":')) return text;
  return text.replace(REFERENCE, (written, before: string, reference: string) => {
    const name = names.get(JSON.parse(reference));
    return name === undefined ? written : before + JSON.stringify(name);
  });
}
