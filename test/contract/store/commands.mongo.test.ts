import { afterAll, expect, test } from 'vitest';
import { createFaultPlan } from '../../faults/fault-plan.ts';
import { through } from '../../faults/mongodb.ts';
import { audit, claimOn } from './documents.ts';
import { mongoKind, must } from './stores.ts';

/** Goal: the driver is called as often as is written here, and no more (R24). */
const kind = mongoKind(process.env.ASSENT_MONGODB_URL ?? '');
afterAll(() => kind.remove());

test('R24: commands to MongoDB', async () => {
  const plan = createFaultPlan();
  const store = await kind.open({ between: through(plan.run) });
  const count = async (work: () => Promise<unknown>): Promise<number> => {
    plan.arm(Number.POSITIVE_INFINITY, 'single');
    await work();
    plan.disarm();
    return plan.calls();
  };
  const bytes = new TextEncoder().encode('a request');
  const blobs = [{ key: 'a', bytes, contentType: 'text/plain' }];
  const record = { kind: 'member', keys: ['x'] } as const;
  const counts = {
    // chunk, manifest, reserve, ledger, case, done, audit
    submit: await count(async () => store.write({ ...claimOn('m', 'a', 0), blobs })),
    // reserve refused, the submission read
    duplicate: await count(async () => store.write(claimOn('m', 'a', 1))),
    // submission, content, ledger, records; then the cases
    look: await count(async () =>
      store.read({
        submissions: ['a'],
        content: { clientId: 'c', contentKey: 'content-a' },
        ledgers: ['m'],
        records: [record, { kind: 'coverage', keys: ['y'] }],
      }),
    ),
    case: await count(async () =>
      store.read({
        cases: must(await store.read({ submissions: ['a'] })).cases.map(({ id }) => id),
      }),
    ),
    blob: await count(async () => store.readBlob('a')),
    audit: await count(async () => store.write({ audit: [audit] })),
  };
  expect(counts).toEqual({ submit: 7, duplicate: 2, look: 5, case: 3, blob: 2, audit: 1 });
  await store.close();
});
