import { afterEach, expect, test, vi } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { startChores } from '../../src/wire/chores.ts';
import { createLog } from '../../src/wire/log.ts';
import { audit } from '../contract/store/documents.ts';
import { must, sqliteKind } from '../contract/store/stores.ts';
import { startHere } from '../faults/sqlite.ts';

/** Goal: what a server does beside its calls has its time, and what fails of it is logged. */
const kind = sqliteKind();
afterEach(() => void vi.useRealTimers());

test('sweeping, sealing and looking, each at its time, until it is ended', async () => {
  const opened = await kind.open({ start: startHere((database) => database) });
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const [done, lines]: [string[], string[]] = [[], []];
  let isBroken = false;
  const doing = <Value>(name: string, work: () => Promise<Value>) => {
    done.push(name);
    return isBroken ? Promise.reject(new TypeError('planned')) : work();
  };
  const store: Store = {
    ...opened,
    sweep: () => doing('sweep', opened.sweep),
    sealAudit: (at) => doing('seal', () => opened.sealAudit(at)),
  };
  const end = startChores({
    store,
    clock: { now: () => audit.at, elapsedMs: () => 0 },
    log: createLog('info', { write: (line) => void lines.push(line) }),
    reservationMs: 3_600_000,
    look: () => doing('look', async () => undefined),
    probeMs: 1_200_000,
  });
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(done).toEqual(['look', 'sweep', 'look', 'sweep', 'seal', 'look']);
  expect(must(await opened.readAudit(undefined, 9)).length).toBe(1);
  expect(lines).toEqual([]);
  isBroken = true;
  await vi.advanceTimersByTimeAsync(1_200_000);
  expect(lines).toEqual([expect.stringMatching(/"TypeError".*a chore failed/u)]);
  end();
  await vi.advanceTimersByTimeAsync(7_200_000);
  expect(done.length).toBe(7);
  await opened.close();
  await kind.remove();
});
