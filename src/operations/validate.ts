import type { Problem } from '../problem.ts';
import { fail, ok, present, type Result } from '../result.ts';
import type { CorridorParts } from './corridor-parts.ts';
import type { Answer, Call, Operation } from './operation.ts';
import { outcomeOfIssues } from './rooms/findings-told.ts';

const BUDGET_MS = 12_000;

/**
 * `$validate` and `{Type}/$validate`: any resource judged by R4, by the profiles that it claims and
 * by those that are named; always strictly, and nothing is kept.
 * Source: R4 OperationDefinition Resource-validate.
 */
export function validateOperations(parts: CorridorParts): readonly Operation[] {
  const row = {
    method: 'POST',
    kind: 'fhir',
    scope: 'system/Claim.submit',
    hasBody: true,
    // Ten times the entries of a request may be asked for, and all are looked at.
    weight: 16,
    budgetMs: BUDGET_MS,
    run: (call: Call) => validateResource(parts, call),
  } as const;
  const operation = {
    name: 'validate',
    definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate|4.0.1',
  };
  return [
    { ...row, name: 'validate', path: '/$validate', capability: { operation } },
    {
      ...row,
      name: 'validateType',
      path: '/:type/$validate',
      capability: { resource: 'every', operation },
    },
  ];
}

async function validateResource(
  { validateBytes }: CorridorParts,
  call: Call,
): Promise<Result<Answer, Problem>> {
  const { body, path, query, measure } = call;
  if (body.length === 0) return fail({ code: 'body-missing' });
  const ask = present({
    kind: 'resource' as const,
    type: path.type,
    profiles: query.profile ?? [],
    modes: query.mode ?? [],
  });
  const judged = await measure('validate', () => validateBytes(body, ask, call));
  if (!judged.ok) return judged;
  return ok({ status: 200, body: measure('respond', () => outcomeOfIssues(judged.value.issues)) });
}
