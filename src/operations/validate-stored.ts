import type { Problem } from '../problem.ts';
import { ok, type Result } from '../result.ts';
import type { CorridorParts } from './corridor-parts.ts';
import type { Answer, Call, Operation } from './operation.ts';
import { outcomeOfIssues } from './rooms/findings-told.ts';
import { storedRequest } from './rooms/stored-request.ts';
import { requestProfiles } from './submit.ts';

const BUDGET_MS = 12_000;

/**
 * `GET Claim/{id}/$validate`: everything that was found in the request of a case, as it came, for
 * the client that submitted it. Source: R4 OperationDefinition Resource-validate; PAS spec-40.
 */
export function validateStoredOperation(parts: CorridorParts): Operation {
  return {
    name: 'validateStored',
    method: 'GET',
    path: '/Claim/:id/$validate',
    kind: 'fhir',
    scope: 'system/Claim.read',
    hasBody: false,
    weight: 32,
    budgetMs: BUDGET_MS,
    run: (call) => validateStored(parts, call),
  };
}

async function validateStored(parts: CorridorParts, call: Call): Promise<Result<Answer, Problem>> {
  const stored = await storedRequest(parts, call);
  if (!stored.ok) return stored;
  const { reviewCase, bytes } = stored.value;
  const ask = { kind: 'request' as const, profiles: requestProfiles, isStored: true as const };
  const judged = await call.measure('validate', () => parts.validateBytes(bytes, ask, call));
  if (!judged.ok) return judged;
  const body = call.measure('respond', () => outcomeOfIssues(judged.value.issues));
  return ok({ status: 200, body, about: { caseId: reviewCase.id } });
}
