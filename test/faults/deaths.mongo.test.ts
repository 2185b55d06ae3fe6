import { type Db, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settle } from '../../src/adapters/store-documents/settle.ts';
import type { TextStore } from '../../src/adapters/store-documents/text-store.ts';
import { openMongoTexts } from '../../src/adapters/store-mongodb/store.ts';
import { plainVault } from '../../src/adapters/vault-plain.ts';
import type { Store } from '../../src/ports/store.ts';
import { audit, claimOn } from '../contract/store/documents.ts';
import { mongoKind, must } from '../contract/store/stores.ts';
import { through } from './mongodb.ts';

/**
 * Goal: a process that dies, or sleeps, at any call of one submission does no harm (R01, R02).
 * Method: the first process stops before or after call 1, 2, 3 …; a second one on the same database
 * goes on, and time passes; then a sleeper wakes up.
 */
const kind = mongoKind(process.env.ASSENT_MONGODB_URL ?? '');
const RESERVATION_MS = 1_000;
let elapsed = 0;
let second: Store;
beforeAll(async () => {
  second = await kind.open({ elapsedMs: () => elapsed });
});
afterAll(async () => {
  await second.close();
  await kind.remove();
});

/** A door that closes before or after a call, and opens again. */
function createDoor(closesAt: number, when: 'before' | 'after') {
  let calls = Number.NEGATIVE_INFINITY;
  let open: () => void = () => undefined;
  let reached: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const isReached = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const run = <Value>(call: () => Value): Value => {
    calls += 1;
    if (calls !== closesAt) return call();
    const wait = async () => {
      const early = when === 'after' ? await call() : undefined;
      reached();
      await opened;
      return when === 'after' ? early : call();
    };
    return wait() as Value;
  };
  const arm = (): void => {
    calls = 0;
  };
  return { run, open, isReached, arm };
}

const write = (id: string, version: number) => ({
  ...claimOn(`member-${id}`, id, version),
  blobs: [{ key: id, bytes: new TextEncoder().encode(id), contentType: 'text/plain' }],
  audit: [{ ...audit, requestId: id }],
});

async function submitSecond(id: string): Promise<string> {
  const read = must(await second.read({ submissions: [id], ledgers: [`member-${id}`] }));
  const written = must(await second.write(write(id, read.ledgers[0]?.version ?? 0)));
  return written.kind;
}

/** The first process gets as far as its door; undefined when it never comes to it. */
async function firstStopsAt(call: number, when: 'before' | 'after', id: string) {
  const door = createDoor(call, when);
  const between = (database: Db): Db => through(door.run)(database);
  const first = await kind.open({ between });
  door.arm();
  const writing = first.write(write(id, 0));
  const isStopped = await Promise.race([
    door.isReached.then(() => true),
    writing.then(() => false),
  ]);
  return { first, writing, door, isStopped };
}

async function expectOne(id: string): Promise<void> {
  const found = must(await second.read({ submissions: [id], ledgers: [`member-${id}`] }));
  expect([id, found.submissions.length, found.cases.length]).toEqual([id, 1, 1]);
  const claims = found.ledgers.flatMap((ledger) => ledger.claims.map(({ caseId }) => caseId));
  expect([id, claims]).toEqual([id, [`case-${id}`]]);
}

/** The driver's calls of one submission, in their order. */
const steps = ['chunk', 'manifest', 'reserve', 'ledger', 'case', 'done', 'audit'];

/** What another process finds after a stop, and what the sweeper does with it. */
const table: string[] = [];

describe.each(['before', 'after'] as const)('stopped %s a call', (when) => {
  test('dead: the next one to ask, or the sweeper, completes or frees what was left', async () => {
    for (let call = 1; ; call += 1) {
      const id = `dead-${when}-${call}`;
      const { first, isStopped } = await firstStopsAt(call, when, id);
      if (!isStopped) {
        await first.close();
        expect(call).toBeGreaterThan(4);
        return;
      }
      const found = must(await second.read({ submissions: [id], ledgers: [`member-${id}`] }));
      const before = must(await second.sweep());
      elapsed += RESERVATION_MS;
      const after = must(await second.sweep());
      const documents = [
        found.submissions.length > 0 ? 'submission' : '',
        found.ledgers.length > 0 ? 'claim' : '',
        found.cases.length > 0 ? 'case' : '',
      ];
      const what = documents.filter((one) => one !== '').join(', ') || 'nothing';
      const swept = after.completed > 0 ? 'completed' : after.freed > 0 ? 'freed' : 'left';
      table.push(`${when} ${steps[call - 1]}: ${what}; ${swept}`);
      expect(before).toEqual({ completed: 0, freed: 0 });
      if (found.cases.length > 0) expect(after.freed).toBe(0);
      expect(await submitSecond(id)).toMatch(/stored|duplicate/);
      await expectOne(id);
      await first.close();
    }
  });

  test('asleep: who wakes up after it was given up changes nothing', async () => {
    for (let call = 1; ; call += 1) {
      const id = `asleep-${when}-${call}`;
      const { first, writing, door, isStopped } = await firstStopsAt(call, when, id);
      if (!isStopped) {
        await first.close();
        return;
      }
      must(await second.sweep());
      elapsed += RESERVATION_MS;
      must(await second.sweep());
      const secondly = await submitSecond(id);
      expect(secondly).toMatch(/stored|duplicate/);
      door.open();
      const woken = must(await writing);
      // Who sleeps may find that it was done for it, or be told to look again; never a second one.
      expect([id, woken.kind]).toEqual([id, expect.stringMatching(/stored|duplicate|conflict/)]);
      if (secondly === 'stored') expect(woken.kind).not.toBe('stored');
      await expectOne(id);
      await first.close();
    }
  });
});

test('who settles slowly takes nothing from an attempt that came through', async () => {
  const id = 'settled-twice';
  const { first, isStopped } = await firstStopsAt(5, 'before', id);
  expect(isStopped).toBe(true);
  const input = { url: kind.url, isTestOnly: true, reservationMs: 0, elapsedMs: () => 0 };
  const texts = must(await openMongoTexts(input));
  const [reservation] = must(await texts.reserved()).filter((one) => one.id === id);
  if (reservation === undefined) throw new Error('nothing is reserved');
  const door = createDoor(1, 'before');
  door.arm();
  const slow: TextStore = { ...texts, read: (query) => door.run(() => texts.read(query)) };
  const settling = settle(slow, reservation, plainVault);
  await door.isReached;
  must(await second.sweep());
  elapsed += RESERVATION_MS;
  must(await second.sweep());
  expect(await submitSecond(id)).toBe('stored');
  door.open();
  must(await settling);
  await expectOne(id);
  await texts.close();
  await first.close();
});

test('one that can not be settled is told, and keeps no other waiting', async () => {
  const damaged = await firstStopsAt(5, 'before', 'damaged');
  const sound = await firstStopsAt(5, 'before', 'sound');
  const client = new MongoClient(kind.url);
  const submissions = client.db().collection<{ _id: string; body: Uint8Array }>('submission');
  const body = Buffer.from('not what was stored');
  await submissions.updateOne({ _id: 'damaged' }, { $set: { body } });
  must(await second.sweep());
  elapsed += RESERVATION_MS;
  expect(await second.sweep()).toMatchObject({ ok: false, problem: { kind: 'damaged' } });
  expect(await submitSecond('sound')).toBe('stored');
  await expectOne('sound');
  await submissions.deleteOne({ _id: 'damaged' });
  await client.close();
  await damaged.first.close();
  await sound.first.close();
});

test('what is found is what the crash table of ARCHITECTURE.md says', () => {
  expect(table).toEqual([
    'before chunk: nothing; left',
    'before manifest: nothing; left',
    'before reserve: nothing; left',
    'before ledger: submission; freed',
    'before case: submission, claim; freed',
    'before done: submission, claim, case; completed',
    'before audit: submission, claim, case; left',
    'after chunk: nothing; left',
    'after manifest: nothing; left',
    'after reserve: submission; freed',
    'after ledger: submission, claim; freed',
    'after case: submission, claim, case; completed',
    'after done: submission, claim, case; left',
    'after audit: submission, claim, case; left',
  ]);
});
