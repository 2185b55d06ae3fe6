import { expect, test } from 'vitest';
import type { SqlDatabase } from '../../../src/adapters/store-sqlite/seam.ts';
import { openSqliteTexts } from '../../../src/adapters/store-sqlite/store.ts';
import { startHere } from '../../faults/sqlite.ts';
import { must } from './stores.ts';

/** Statements that go through a whole table on purpose, and the first page of a scan. */
const whole = [/^SELECT count\(\*\)/u, /^SELECT (?!.*WHERE)(?!.*JOIN).*ORDER BY/su];

/** A list that is given is short. */
const isWhole = (plan: string): boolean => /TEMP B-TREE|SCAN (?!wanted)/u.test(plan);

test('every look-up of the embedded store has an index', async () => {
  const prepared: string[] = [];
  let database: SqlDatabase | undefined;
  const start = startHere((inner) => {
    database = inner;
    return {
      ...inner,
      prepare: (sql) => {
        prepared.push(sql);
        return inner.prepare(sql);
      },
    };
  });
  const input = { file: ':memory:', mode: 'write' } as const;
  const texts = must(await openSqliteTexts({ ...input, start, onFatal: () => undefined }));
  for (const kind of ['submission', 'record', 'blobChunk', 'audit'] as const) {
    await texts.scan(kind, '', 10);
    await texts.scan(kind, 'a|1:1:x', 10);
  }
  const looked = prepared.filter((sql) => !whole.some((pattern) => pattern.test(sql)));
  const plans = looked.flatMap((sql) => {
    const rows = database?.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() ?? [];
    return rows.map(({ detail }) => `${String(detail)} — ${sql.split('\n')[0]}`);
  });
  expect(looked.length).toBeGreaterThan(15);
  expect(plans.length).toBeGreaterThan(10);
  // SCAN goes through a table; sorting needs no memory where an index has the order.
  expect(plans.filter((plan) => isWhole(plan))).toEqual([]);
  await texts.close();
});
