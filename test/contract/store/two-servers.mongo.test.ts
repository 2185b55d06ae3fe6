import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseId } from '../../../src/domain/review/review-case.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { Store } from '../../../src/ports/store.ts';
import { now, scenario, startPayer, type TestPayer } from '../../operations/payer.ts';
import { mongoKind, must } from './stores.ts';

/**
 * Goal: two servers on one database are one payer, also when their clocks differ by ten minutes
 * (R07, R08). Method: both whole servers, requests to one and the other in turn.
 */
const kind = mongoKind(process.env.ASSENT_MONGODB_URL ?? '');
const shifted = (minutes: number) => {
  const at = new Date(new Date(now).getTime() + minutes * 60_000).toISOString() as Instant;
  return { now: () => at, elapsedMs: () => performance.now() };
};
let payers: readonly TestPayer[] = [];
let stores: readonly Store[] = [];

beforeAll(async () => {
  const start = (minutes: number) =>
    startPayer(
      {
        ASSENT_STORE: kind.url,
        ASSENT_MONGODB_TEST_ONLY: 'on',
        ASSENT_RESERVATION_MS: '2000',
      },
      shifted(minutes),
    );
  // One after the other: the first loads the demo payer.
  payers = [await start(-5)];
  payers = [...payers, await start(5)];
  stores = payers.map(({ started }) => started.store);
});
afterAll(async () => {
  for (const payer of payers) await payer.stop();
  await kind.remove();
});

async function submitAll(bodies: readonly string[]) {
  const replies = await Promise.all(
    bodies.map((body, index) => resent(payers[index % payers.length], body)),
  );
  return replies.map(({ body }) => JSON.stringify(body));
}

/** As a client does: again, when it is asked to. */
async function resent(payer: TestPayer | undefined, body: string) {
  if (payer === undefined) throw new Error('no server');
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const reply = await payer.post('/fhir/Claim/$submit', body);
    if (reply.status === 200) return reply;
    expect([409, 503]).toContain(reply.status);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no answer after forty tries');
}

const caseIdOf = (answer: string): string =>
  /\/ClaimResponse\/([0-9A-Z]{26})"/.exec(answer)?.[1] ?? 'none';

const toCaseId = (id: string): CaseId => id as CaseId;

test('R07: 50 equal requests to both are one case', { timeout: 60_000 }, async () => {
  const body = scenario('home-oxygen-approved');
  const answers = await submitAll(Array.from({ length: 50 }, () => body));
  expect(new Set(answers.map(caseIdOf)).size).toBe(1);
  const numbers = answers.map((answer) => /"preAuthRef":"([^"]+)"/.exec(answer)?.[1]);
  expect(new Set(numbers).size).toBe(1);
});

test('R08: of 50 different requests for what one may have a year one is approved', {
  timeout: 60_000,
}, async () => {
  const template = scenario('home-oxygen-approved-es');
  const bodies = Array.from({ length: 50 }, (_, index) =>
    // Each tells another saturation: what is asked is the same, the request is not.
    template.replace('"value": 86,', `"value": 86.${100 + index},`),
  );
  const ids = new Set((await submitAll(bodies)).map(caseIdOf));
  expect(ids.size).toBe(50);
  const [store] = stores;
  if (store === undefined) throw new Error('no store');
  const cases = must(await store.read({ cases: [...ids].map(toCaseId) })).cases;
  const decisions = cases.flatMap(({ lines }) =>
    lines.flatMap(({ determinations }) => determinations.map(({ decision }) => decision)),
  );
  expect(decisions.filter((decision) => decision === 'approved')).toHaveLength(1);
  expect(new Set(decisions)).toEqual(new Set(['approved', 'pending']));
  const members = new Set(cases.flatMap(({ standing }) => standing?.memberKey ?? []));
  expect(members.size).toBe(1);
  const { ledgers } = must(await store.read({ ledgers: [...members] }));
  const claims = ledgers.flatMap((one) => one.claims);
  expect(claims.filter(({ state }) => state === 'authorized')).toHaveLength(1);
  // Every claim is of a case that is there, once.
  const owners = claims.map(({ caseId }) => caseId);
  expect([new Set(owners).size, owners.every((owner) => ids.has(owner))]).toEqual([
    owners.length,
    true,
  ]);
});
