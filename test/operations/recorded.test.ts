import { expect, test } from 'vitest';
import { createExchangeLog } from '../../src/adapters/exchange-memory.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import type { Call } from '../../src/operations/operation.ts';
import { recorded } from '../../src/operations/recorded.ts';
import { ok } from '../../src/result.ts';
import { createTestOperations } from '../http/test-operations.ts';

/** Goal: what is kept of exchanges for testers is whole where one can read it, and never large. */
function call(body: Uint8Array): Call {
  const client = {
    ...{ id: 'c', name: 'c', kind: 'practice' as const, scopes: [] },
    ...{ organizations: [], npis: [], tins: [] },
  };
  const measure = <Value>(_: string, work: () => Value): Value => work();
  const asked = { requestId: 'r', path: {}, query: {}, languages: [] };
  return { ...asked, client, body, measure, signal: new AbortController().signal };
}

test.each([
  ['a request', '{"resourceType":"Basic"}', '{"resourceType":"Basic"}'],
  ['a large one', 'a'.repeat(24_000_000), `${'a'.repeat(1024 * 1024)}…`],
])('of %s', async (_, sent, kept) => {
  const log = createExchangeLog();
  const [operation] = createTestOperations().operations;
  if (operation === undefined) throw new Error('there is none');
  const run = async () => ok({ status: 204 });
  // As a body lies in what it came in.
  const bytes = new TextEncoder().encode(`--${sent}--`).subarray(2, -2);
  await recorded({ ...operation, run }, log, systemClock).run(call(bytes));
  expect(log.list().map(({ request }) => request)).toEqual([kept]);
});
