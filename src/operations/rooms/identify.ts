import type { ReviewRequest } from '../../domain/review/review-request.ts';
import type { BundleEntry, RequestBundle } from '../../fhir/bundle/request-bundle.ts';
import { evidenceRules } from '../../fhir/facts/evidence-rules.ts';
import {
  type CanonicalMember,
  canonicalMembers,
  canonicalText,
  textOfMembers,
} from '../../fhir/json/canonical-text.ts';
import { isJsonObject, type JsonObject } from '../../fhir/json/json.ts';
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
const readOfClaim: ReadonlySet<string> = new Set(['diagnosis', 'supportingInfo', 'contained']);

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
      [
        // Places in the Bundle change with the order of its entries.
        JSON.stringify([clientId, whatIsAsked(request, receivedOn)]).replace(ORIGIN, ''),
        ...evidence(resources),
      ].join('\n'),
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
    asked,
    coverages,
    billableSpan ?? null,
    ...(billableEnd === undefined ? [] : [billableEnd]),
    lines.map(({ traceNumbers: ____, ...line }) => line),
    isDated ? '' : receivedOn,
    // What a person has to look at is not the same request as one that has nothing of it.
    ...(concerns.length === 0 ? [] : [concerns]),
  ];
}

/** A place in the Bundle, as it is written: no string holds this, as quotes in one are escaped. */
const ORIGIN = /"origin":"(?:[^"\\]|\\.)*",?/g;

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
      return renamed(textOfMembers([...kept, ...labels(entry)]), names);
    })
    .sort();
}

/** Labels and tags may say how far a result can be trusted. */
function labels({ resource: { meta } }: BundleEntry): readonly CanonicalMember[] {
  if (!isJsonObject(meta)) return [];
  const { security, tag } = meta;
  return security === undefined && tag === undefined
    ? []
    : canonicalMembers({ security: security ?? null, tag: tag ?? null });
}

/** What facts read, words and narratives too: who asks what is read as it was asked. */
function isKept({ type }: BundleEntry, name: string): boolean {
  if (type === 'Claim') return readOfClaim.has(name);
  if (name === 'text') return Object.hasOwn(evidenceRules, type);
  return !identities.has(name);
}

/** A reference in canonical text: no string can hold this, as quotes within strings are escaped. */
const REFERENCE = '"reference":"';

/** References by the place of their target: its names are given anew, whom it is about is not. */
function renamed(text: string, names: ReadonlyMap<string, string>): string {
  let whole = '';
  let done = 0;
  for (let at = text.indexOf(REFERENCE); at !== -1; at = text.indexOf(REFERENCE, at + 1)) {
    // A name that ends so is another member.
    if (text[at - 1] === '\\') continue;
    const begin = at + REFERENCE.length - 1;
    const end = endOfString(text, begin);
    const name = names.get(JSON.parse(text.slice(begin, end)));
    if (name === undefined) continue;
    whole += text.slice(done, begin) + JSON.stringify(name);
    done = end;
  }
  return done === 0 ? text : whole + text.slice(done);
}

/** The place behind the quote that ends the string which begins here. */
function endOfString(text: string, begin: number): number {
  let end = text.indexOf('"', begin + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

/** An odd number of backslashes stands before it. */
function isEscaped(text: string, place: number): boolean {
  let first = place;
  while (text[first - 1] === '\\') first -= 1;
  return (place - first) % 2 === 1;
}
