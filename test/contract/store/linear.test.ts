import { describe, expect, test } from 'vitest';
import { observe, violations } from './linear.ts';
import { mongoKind, mongoUrl, type StoreKind, sqliteKind } from './stores.ts';

/**
 * Goal: what is read of a case is one line of versions to all (R06). Method: 16 clients on 10
 * cases, over two processes' stores where the store admits two; an own checker.
 */
const calls = Number(process.env.ASSENT_TEST_CALLS ?? 3_000);
const kinds: readonly StoreKind[] = [
  sqliteKind(),
  ...(mongoUrl === undefined ? [] : [mongoKind(mongoUrl)]),
];

describe.each(kinds)('R06: $name', (kind) => {
  test('no violation', { timeout: 120_000 }, async () => {
    const stores = [await kind.open()];
    if (kind.name === 'MongoDB') stores.push(await kind.open());
    const started = performance.now();
    const history = await observe(stores, { clients: 16, keys: 10, calls });
    const seconds = Math.round((performance.now() - started) / 1_000);
    console.log(`R06 ${kind.name}: ${history.length} calls in ${seconds} s`);
    for (const store of stores) await store.close();
    await kind.remove();
    expect(violations(history)).toEqual([]);
    expect(history.filter((one) => one.kind === 'written').length).toBeGreaterThan(calls / 20);
  });
});

describe('the checker finds', () => {
  const call = (kind: 'read' | 'written', version: number, began: number, ended: number) => ({
    ...{ key: 'k', client: 0, kind, version, began, ended },
  });
  test.each([
    ['a version that is written twice', [call('written', 1, 1, 2), call('written', 1, 3, 4)]],
    ['a read that is behind', [call('written', 1, 1, 2), call('read', 0, 3, 4)]],
    ['a read of what was not written yet', [call('read', 1, 1, 2), call('written', 1, 3, 4)]],
    [
      'a read that goes back',
      [call('written', 1, 1, 9), call('read', 1, 2, 3), call('read', 0, 4, 5)],
    ],
  ])('%s', (_name, history) => {
    expect(violations(history)).not.toEqual([]);
  });
});
