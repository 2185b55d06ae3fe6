import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { fail } from '../../src/result.ts';
import { openStore } from '../../src/wire/store.ts';
import { scenario, startPayer, type TestPayer } from '../operations/payer.ts';

/**
 * Goal: a store that does not answer gives 503 with an OperationOutcome, and a retry gives the one
 * answer (R02 as a client sees it). Method: call 1, 2, 3 … of the store's port fails, before or
 * after it was done.
 */
let payer: TestPayer;
let failing: { readonly call: number; readonly when: 'before' | 'after' } | undefined;
let calls = 0;

function through(store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function' || name === 'isReady' || name === 'probe') {
        return member;
      }
      return async (...args: unknown[]) => {
        calls += 1;
        if (calls !== failing?.call) return member.apply(target, args);
        if (failing.when === 'after') await member.apply(target, args);
        return fail({ kind: 'unavailable', reason: 'planned' });
      };
    },
  });
}

beforeAll(async () => {
  payer = await startPayer({}, 'fixed', async (settings, opening) => {
    const opened = await openStore(settings, opening);
    return opened.ok ? { ok: true, value: through(opened.value) } : opened;
  });
});
afterAll(() => payer.stop());

const idIn = (body: unknown): string =>
  /\/ClaimResponse\/([0-9A-Z]{26})"/.exec(JSON.stringify(body))?.[1] ?? 'none';

test.each([
  [1, 'before'],
  [2, 'before'],
  [3, 'before'],
  [3, 'after'],
] as const)('R02: call %i fails %s it is done', async (call, when) => {
  const body = scenario('not-required')
    .replaceAll('1005', `7${call}${when.length}`)
    .replaceAll('J44.9', `J44.${call}${when.length}`);
  calls = 0;
  failing = { call, when };
  const refused = await payer.post('/fhir/Claim/$submit', body);
  expect([refused.status, refused.body.resourceType]).toEqual([503, 'OperationOutcome']);
  failing = undefined;
  const retried = await payer.post('/fhir/Claim/$submit', body);
  const again = await payer.post('/fhir/Claim/$submit', body);
  expect([retried.status, again.status]).toEqual([200, 200]);
  expect(idIn(retried.body)).toMatch(/^[0-9A-Z]{26}$/u);
  expect(idIn(again.body)).toBe(idIn(retried.body));
});
