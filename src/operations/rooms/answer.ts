import type { Language } from '../../domain/code.ts';
import type { ReviewCase } from '../../domain/review/review-case.ts';
import type { RequestBundle } from '../../fhir/bundle/request-bundle.ts';
import type { JsonObject } from '../../fhir/json/json.ts';
import { toClaimResponse } from '../../fhir/translate/respond/claim-response.ts';
import { toResponseBundle } from '../../fhir/translate/respond/response-bundle.ts';
import type { ResponseInput } from '../../fhir/translate/respond/response-input.ts';
import type { CorridorParts } from '../corridor-parts.ts';
import type { Call } from '../operation.ts';
import type { Findings } from './accept.ts';
import { findingsOutcome } from './findings-told.ts';

/** A case that is told, with the request that it answers. */
export interface Told {
  readonly case: ReviewCase;
  readonly request: RequestBundle;
  /** `content`: the request was asked before under other identifiers, and the answer says so. */
  readonly by?: 'transmission' | 'content';
  /** What was found in the request; absent when it is not told again. */
  readonly findings?: Findings;
}

/** The response Bundle of a case in the sender's language. */
export function answeredBundle(parts: CorridorParts, call: Call, told: Told): JsonObject {
  const outcome = told.findings === undefined ? undefined : findingsOutcome(told.findings);
  const input = responseInput(parts, call, told);
  if (outcome === undefined) return toResponseBundle(input);
  return toResponseBundle(input, { fullUrl: `urn:uuid:${parts.chance.uuid()}`, resource: outcome });
}

/** The ClaimResponse of a case alone. */
export function answeredClaimResponse(parts: CorridorParts, call: Call, told: Told): JsonObject {
  return toClaimResponse(responseInput(parts, call, told));
}

function responseInput(parts: CorridorParts, call: Call, told: Told): ResponseInput {
  const { case: reviewCase, request, by } = told;
  const { disclaimers } = parts.rules().rulebook;
  const ids = [
    ...(reviewCase.refusals.length > 0 ? [] : ['not-a-guarantee']),
    ...(by === 'content' ? ['already-asked'] : []),
  ];
  return {
    case: reviewCase,
    request,
    language: languageOf(call, reviewCase),
    fhirBase: parts.fhirBase,
    answeredAt: parts.clock.now(),
    transmissionId: parts.chance.uuid(),
    notes: ids.flatMap((id) => disclaimers[id] ?? []),
  };
}

/** The language that the sender asks for, else the one that the request is written in. */
function languageOf({ languages }: Call, { request }: ReviewCase): Language {
  const asked = languages.find((tag) => /^(?:en|es)\b/iu.test(tag));
  if (asked === undefined) return request.language;
  return /^es\b/iu.test(asked) ? 'es' : 'en';
}
