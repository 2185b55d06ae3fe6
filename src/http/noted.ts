import type { Request } from 'express';
import type { AuditTrail } from '../audit/trail.ts';
import type { Answer } from '../operations/operation.ts';
import { type Problem, statusOf } from '../problem.ts';
import { present, type Result } from '../result.ts';
import { senderOf } from './sender.ts';
import { stateOf } from './state.ts';

/**
 * Notes in the audit how an operation has ended before its answer goes out: success, refusal or
 * failure. What can not be noted has failed. Operations that anybody may call disclose nothing and
 * are not noted. Source: HRex sec-19; 45 CFR 164.312(b); R47.
 */
export async function noted(
  trail: AuditTrail,
  request: Request,
  work: () => Promise<Result<Answer, Problem>>,
): Promise<Result<Answer, Problem>> {
  const { match, client, requestId } = stateOf(request);
  const operation = match?.kind === 'found' ? match.operation : undefined;
  if (operation?.scope === undefined) return work();
  const call = present({
    ...{ requestId, clientId: client?.id ?? 'unknown', operation: operation.name },
    subSender: client?.kind === 'intermediary' ? senderOf(request) : undefined,
  });
  try {
    const result = await work();
    if (result.ok && result.value.isNoted === true) return result;
    const about = result.ok ? result.value.about : undefined;
    const status = result.ok ? result.value.status : statusOf(result.problem);
    const kept = await trail.note(present({ ...call, ...about, status }));
    return kept.ok ? result : kept;
  } catch (error) {
    await trail.note({ ...call, status: 500 });
    throw error;
  }
}
