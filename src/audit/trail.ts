import type { Clock } from '../ports/clock.ts';
import type { AuditEntry, Store } from '../ports/store.ts';
import type { Problem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';

/** A call that has ended and whose answer has not gone out. */
export type EndedCall = Pick<
  AuditEntry,
  'requestId' | 'clientId' | 'operation' | 'status' | 'caseId' | 'memberKey' | 'subSender'
>;

/** Where ended calls are noted. Problems: store-unavailable; then the call fails. */
export interface AuditTrail {
  note(call: EndedCall): Promise<Result<void, Problem>>;
}

/** A trail in the store. */
export function createAuditTrail(store: Pick<Store, 'write'>, clock: Clock): AuditTrail {
  return {
    async note(call) {
      const entry: AuditEntry = { at: clock.now(), ...call, outcome: outcomeOf(call.status) };
      const written = await store.write({ audit: [entry] });
      return written.ok ? ok(undefined) : fail({ code: 'store-unavailable', retryAfterSeconds: 5 });
    },
  };
}

function outcomeOf(status: number): AuditEntry['outcome'] {
  if (status < 400) return 'success';
  return status < 500 ? 'refused' : 'failed';
}
