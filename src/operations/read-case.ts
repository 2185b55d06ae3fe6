import type { CaseId, ReviewCase } from '../domain/review/review-case.ts';
import { openRequestBundle, type RequestBundle } from '../fhir/bundle/request-bundle.ts';
import { requestInBody } from '../fhir/bundle/request-in-body.ts';
import type { JsonObject } from '../fhir/json/json.ts';
import { readDocument } from '../fhir/validate/document.ts';
import type { Problem } from '../problem.ts';
import { fail, ok, present, type Result } from '../result.ts';
import type { CorridorParts } from './corridor-parts.ts';
import type { Answer, Call, Operation } from './operation.ts';
import { answeredClaimResponse } from './rooms/answer.ts';
import { unavailable } from './rooms/persist.ts';
import { isReadBy, readFor } from './rooms/sub-sender.ts';

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

function readRow(type: 'Claim' | 'ClaimResponse', scope: NonNullable<Operation['scope']>) {
  return {
    name: `read${type}`,
    method: 'GET' as const,
    path: `/${type}/:id`,
    kind: 'fhir' as const,
    scope,
    hasBody: false,
    budgetMs: BUDGET_MS,
    capability: { resource: type, interaction: 'read' as const },
  };
}

interface Found {
  readonly reviewCase: ReviewCase;
  readonly request: RequestBundle;
}

/** Reads a case; another's answers exactly as one that is not there. */
async function read(
  { store }: CorridorParts,
  call: Call,
  show: (found: Found) => JsonObject,
): Promise<Result<Answer, Problem>> {
  const sender = readFor(call);
  if (!sender.ok) return sender;
  const id = caseId(call.path.id ?? '');
  if (id === undefined) return fail({ code: 'not-found' });
  const answer = await call.measure('gather', () => store.read({ cases: [id] }));
  if (!answer.ok) return fail(unavailable(answer.problem));
  const [reviewCase] = answer.value.cases;
  if (reviewCase === undefined || !isReadBy(reviewCase, call, sender.value)) {
    return fail({ code: 'not-found' });
  }
  const bytes = await store.readBlob(reviewCase.requestBlobKey);
  if (!bytes.ok) return fail(unavailable(bytes.problem));
  const { resource } = readDocument(bytes.value ?? new Uint8Array());
  const request = resource === undefined ? undefined : openRequestBundle(requestInBody(resource));
  if (request === undefined || !request.ok) return fail({ code: 'fault' });
  const body = call.measure('respond', () => show({ reviewCase, request: request.value }));
  const { subSender } = reviewCase;
  return ok({ status: 200, body, about: present({ caseId: reviewCase.id, subSender }) });
}

function caseId(text: string): CaseId | undefined {
  return /^[0-9A-HJKMNP-TV-Z]{26}$/u.test(text) ? (text as CaseId) : undefined; // brand
}
