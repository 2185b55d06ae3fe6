import type { Clock } from '../../src/ports/clock.ts';
import type { Store } from '../../src/ports/store.ts';
import { type Health, watchHealth } from '../../src/wire/health.ts';
import { createLog } from '../../src/wire/log.ts';
import { audit, claimOn } from '../contract/store/documents.ts';

/** A clock that is set by hand, and whether documents can be validated. */
export interface WatchingInput {
  readonly ms?: () => number;
  readonly canValidate?: () => boolean;
}

/** The health of a store, and what the log has said of it. */
export function watching(
  store: Store,
  { ms = () => 0, canValidate = () => true }: WatchingInput = {},
): { readonly health: Health; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const log = createLog('info', {
    write: (line) => {
      const { msg, reason }: { msg: string; reason?: string } = JSON.parse(line);
      lines.push(reason === undefined ? msg : `${msg}: ${reason}`);
    },
  });
  const clock: Clock = { now: () => audit.at, elapsedMs: ms };
  return { health: watchHealth({ store, clock, log, lagMs: 1_000, canValidate }), lines };
}

/** A write of a request with a blob, a case and a ledger. */
export function request(id: string) {
  const bytes = new TextEncoder().encode('x'.repeat(20_000));
  const blobs = [{ key: id, bytes, contentType: 'text/plain' }];
  return { ...claimOn(`m-${id}`, id, 0), blobs, audit: [{ ...audit, requestId: id }] };
}
