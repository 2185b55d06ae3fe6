import type { ReviewCase } from '../domain/review/review-case.ts';
import { openRequestBundle, type RequestBundle } from '../fhir/bundle/request-bundle.ts';
import type { JsonObject } from '../fhir/json/json.ts';
import type { Problem } from '../problem.ts';
import { fail, ok, present, type Result } from '../result.ts';
import type { CorridorParts } from './corridor-parts.ts';
import type { Answer, Call, Operation } from './operation.ts';
import { answeredClaimResponse } from './rooms/answer.ts';
import { readAccepted } from './rooms/read-again.ts';
import { storedRequest } from './rooms/stored-request.ts';
import { writtenBody } from './rooms/written-body.ts';

const BUDGET_MS = 5_000;

/** `GET ClaimResponse/{id}`: the current answer of a case, for the client that submitted it. */
export function readClaimResponseOperation(parts: CorridorParts): Operation {
  return {
    ...readRow('ClaimResponse', 'system/ClaimResponse.read'),
    run: (call) =>
      read(parts, call, ({ reviewCase, request }) =>
        answeredClaimResponse(parts, call, { case: reviewCase, request }),
      ),
  };
}

/** `GET Claim/{id}`: the request of a case as it came, for the client that submitted it. */
export function readClaimOperation(parts: CorridorParts): Operation {
  return {
    ...readRow('Claim', 'system/Claim.read'),
    run: (call) =>
      read(parts, call, ({ reviewCase, request }) => ({
        ...request.claim.resource,
        id: reviewCase.id,
      })),
  };
}

const profiles = {
  Claim: 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-claim',
  ClaimResponse: 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-claimresponse',
};

function readRow(type: 'Claim' | 'ClaimResponse', scope: NonNullable<Operation['scope']>) {
  return {
    name: `read${type}`,
    method: 'GET' as const,
    path: `/${type}/:id`,
    kind: 'fhir' as const,
    scope,
    hasBody: false,
    // What is read weighs at the gate for reads.
    weight: 1,
    budgetMs: BUDGET_MS,
    capability: { resource: type, interaction: 'read' as const, profiles: [profiles[type]] },
  };
}

interface Found {
  readonly reviewCase: ReviewCase;
  readonly request: RequestBundle;
}

async function read(
  parts: CorridorParts,
  call: Call,
  show: (found: Found) => JsonObject,
): Promise<Result<Answer, Problem>> {
  const stored = await storedRequest(parts, call);
  if (!stored.ok) return stored;
  const { reviewCase, bytes } = stored.value;
  const resource = await readAccepted(bytes, parts.validateBytes, call);
  // What was accepted once can be read: anything else is a fault of ours, or too little time.
  if (!resource.ok) {
    return fail(resource.problem.code === 'json-unreadable' ? { code: 'fault' } : resource.problem);
  }
  const request = openRequestBundle(resource.value);
  if (!request.ok) return fail({ code: 'fault' });
  const written = call.measure('respond', () =>
    writtenBody(() => show({ reviewCase, request: request.value })),
  );
  if (!written.ok) return written;
  const { subSender } = reviewCase;
  return ok({
    status: 200,
    ...written.value,
    about: present({ caseId: reviewCase.id, subSender }),
  });
}
