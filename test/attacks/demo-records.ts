import type { RecordDocument, Store } from '../../src/ports/store.ts';
import { ok } from '../../src/result.ts';
import type { ServerInput } from '../../src/wire/server.ts';
import { openStore } from '../../src/wire/store.ts';
import { startPayer, type TestPayer } from '../operations/payer.ts';

/** A payer whose store can be put back to what it was when it had started. */
export interface ResetPayer extends Pick<TestPayer, 'post' | 'stop'> {
  /** What `/sandbox/reset` does to the store, without reading the demo's files each time. */
  reset(): Promise<void>;
}

/** Starts a demo payer as `startPayer` does, and keeps the records that it has loaded. */
export async function startResetPayer(
  environment: Readonly<Record<string, string>>,
): Promise<ResetPayer> {
  const loaded: RecordDocument[] = [];
  let store: Store | undefined;
  let isStarted = false;
  const open: ServerInput['openStore'] = async (settings, opening) => {
    const opened = await openStore(settings, opening);
    if (!opened.ok) return opened;
    store = opened.value;
    const { importRecords } = store;
    return ok({
      ...store,
      importRecords: (records) => {
        if (!isStarted) for (const record of records) loaded.push(record);
        return importRecords(records);
      },
    });
  };
  const payer = await startPayer(environment, 'fixed', open);
  isStarted = true;
  return {
    post: payer.post,
    stop: payer.stop,
    reset: async () => {
      const cleared = await store?.clear();
      const put = await store?.importRecords(loaded);
      if (!cleared?.ok || !put?.ok) throw new Error('the store is not put back');
    },
  };
}
