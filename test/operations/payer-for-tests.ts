import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startPayer, type TestPayer } from './payer.ts';

/** A payer that runs from the first test of a file, or of a `describe`, to the last. */
export function payerForTests(...input: Parameters<typeof startPayer>): TestPayer {
  let started: TestPayer | undefined;
  const running = (): TestPayer => {
    if (started === undefined) throw new Error('the payer runs within tests alone');
    return started;
  };
  beforeAll(async () => {
    started = await startPayer(...input);
  }, 60_000);
  afterAll(() => running().stop());
  return {
    get started() {
      return running().started;
    },
    get file() {
      return running().file;
    },
    post: (...request) => running().post(...request),
    get: (...request) => running().get(...request),
    restart: () => running().restart(),
    stop: () => running().stop(),
  };
}

/** The same with a sandbox, in which each test finds the demo payer as it was at the start. */
export function freshPayerForTests(day: Parameters<typeof startPayer>[1] = 'fixed'): TestPayer {
  const payer = payerForTests({ ASSENT_SANDBOX: 'on' }, day);
  beforeEach(async () => {
    await payer.post('/sandbox/reset', {});
  });
  return payer;
}
