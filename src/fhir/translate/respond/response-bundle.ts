import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import { toClaimResponse } from './claim-response.ts';
import { communicationUrl, toCommunicationRequest } from './communication-request.ts';
import type { ResponseInput } from './response-input.ts';

const profile =
  'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-pas-response-bundle';

/**
 * The answer to a request: the ClaimResponse first, what it asks for, every resource of the
 * request that it refers to, each once and exactly as it came, and what was found in the request.
 * Source: PAS profile-pas-response-bundle; spec-30, spec-31, spec-33, spec-40.
 */
export function toResponseBundle(input: ResponseInput, findings?: OwnEntry): JsonObject {
  const { case: reviewCase, request, fhirBase, answeredAt, transmissionId, language } = input;
  const response = relative(toClaimResponse(input), request);
  const asked = reviewCase.informationRequests.map((one) => ({
    fullUrl: communicationUrl(input, one.id),
    resource: relative(toCommunicationRequest(input, one), request),
  }));
  const own = [response, ...asked.map(({ resource }) => resource)];
  return {
    resourceType: 'Bundle',
    meta: { profile: [profile] },
    language,
    identifier: { system: `${fhirBase}/transmission`, value: transmissionId },
    type: 'collection',
    timestamp: answeredAt,
    entry: [
      { fullUrl: `${fhirBase}/ClaimResponse/${reviewCase.id}`, resource: response },
      ...asked,
      ...echoed(own, request).map(({ fullUrl, resource }) => ({ fullUrl, resource })),
      ...(findings === undefined ? [] : [{ ...findings }]),
    ],
  };
}

/** A resource of ours beside the ClaimResponse. */
interface OwnEntry {
  readonly fullUrl: string;
  readonly resource: JsonObject;
}

/** References of the request lead on from our own resources as well: by the entries' fullUrls. */
function relative(resource: JsonObject, request: RequestBundle): JsonObject {
  return Object.fromEntries(
    Object.entries(resource).map(([name, member]) => [
      name,
      name === 'identifier' || name === 'extension' ? member : rewritten(member, request),
    ]),
  );
}

function rewritten(value: Json | undefined, request: RequestBundle): Json | undefined {
  if (isJsonArray(value)) return value.map((item) => rewritten(item, request) ?? item);
  if (!isJsonObject(value) || typeof value.reference !== 'string') return value;
  const target = request.resolve(value.reference, request.claim);
  return target === undefined ? value : { ...value, reference: target.fullUrl };
}

/** What our resources refer to, and what that refers to, in the order in which it is found. */
function echoed(own: readonly JsonObject[], request: RequestBundle): readonly BundleEntry[] {
  const found = new Set<BundleEntry>();
  const open: Found[] = own.map((resource) => ({ resource, from: request.claim }));
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    for (const reference of references(next.resource)) {
      const target = request.resolve(reference, next.from);
      if (target === undefined || target === request.claim || found.has(target)) continue;
      found.add(target);
      open.push({ resource: target.resource, from: target });
    }
  }
  return [...found];
}

interface Found {
  readonly resource: JsonObject;
  readonly from: BundleEntry;
}

/** All literal references in a resource; values are visited without recursion. */
function references(resource: JsonObject): readonly string[] {
  const found: string[] = [];
  const open: Json[] = [resource];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (isJsonObject(value) && typeof value.reference === 'string') found.push(value.reference);
    // One by one: a list may be longer than the arguments of a call.
    const members = isJsonArray(value) || isJsonObject(value) ? Object.values(value) : [];
    for (const member of members) {
      if (typeof member === 'object' && member !== null) open.push(member);
    }
  }
  return found.reverse();
}
