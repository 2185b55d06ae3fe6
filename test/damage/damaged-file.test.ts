import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../src/adapters/store-sqlite/store.ts';
import { plainVault } from '../../src/adapters/vault-plain.ts';
import type { Store } from '../../src/ports/store.ts';
import { audit, claimOn } from '../contract/store/documents.ts';
import { must } from '../contract/store/stores.ts';
import { startHere } from '../faults/sqlite.ts';

/**
 * Goal: a damaged file opens with a prefix of what was acknowledged, or is refused in one line
 * (R04). Method: cuts and flipped bits, of the file and of its write-ahead log.
 */
const damages = Number(process.env.ASSENT_TEST_DAMAGES ?? 20);
const folder = mkdtempSync(join(tmpdir(), 'assent-damage-'));
const file = join(folder, 'store.db');
const ids = Array.from({ length: 40 }, (_, index) => `kept-${String(index).padStart(2, '0')}`);

/** The files of a store that was closed, and of one whose process died with its log unmerged. */
const closed = new Map<string, Buffer>();
const died = new Map<string, Buffer>();

const bytesOf = (id: string) => new TextEncoder().encode(`the request ${id} `.repeat(60));

async function open(): Promise<Store | string> {
  const start = startHere((database) => database);
  const input = { file, mode: 'write', vault: plainVault, onFatal: () => undefined } as const;
  const opened = await openSqliteStore({ ...input, start });
  return opened.ok ? opened.value : opened.problem;
}

function remember(into: Map<string, Buffer>): void {
  for (const end of ['', '-wal']) {
    if (existsSync(`${file}${end}`)) into.set(end, readFileSync(`${file}${end}`));
  }
}

function lay(files: ReadonlyMap<string, Buffer>): void {
  for (const end of ['', '-wal', '-shm', '.lock']) rmSync(`${file}${end}`, { force: true });
  for (const [end, bytes] of files) writeFileSync(`${file}${end}`, bytes);
}

beforeAll(async () => {
  const store = await open();
  if (typeof store === 'string') throw new Error(store);
  for (const id of ids) {
    const blobs = [{ key: id, bytes: bytesOf(id), contentType: 'text/plain' }];
    const write = { ...claimOn(`m-${id}`, id, 0), audit: [{ ...audit, requestId: id }], blobs };
    must(await store.write(write));
  }
  remember(died);
  await store.close();
  remember(closed);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What became of a damaged file: refused, whole, or a prefix; anything else is wrong. */
async function judge(): Promise<'refused' | 'whole' | 'prefix' | 'unavailable' | 'wrong'> {
  const store = await open();
  if (typeof store === 'string') {
    expect(store).not.toContain('\n');
    return 'refused';
  }
  try {
    const found = await store.read({ submissions: ids, ledgers: ids.map((id) => `m-${id}`) });
    if (!found.ok) return 'unavailable';
    const there = found.value.submissions.map(({ id }) => id);
    const isPrefix = there.every((id, index) => id === ids[index]);
    const cases = found.value.cases.map(({ id }) => id);
    const isLinked = cases.length === there.length && found.value.ledgers.length === there.length;
    if (!isPrefix || !isLinked) return 'wrong';
    for (const id of there) {
      const bytes = await store.readBlob(id);
      if (!bytes.ok) return 'unavailable';
      if (Buffer.compare(bytes.value ?? new Uint8Array(), bytesOf(id)) !== 0) return 'wrong';
    }
    return there.length === ids.length ? 'whole' : 'prefix';
  } finally {
    await store.close();
  }
}

let seed = 4;
function random(below: number): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
}

async function run(
  files: ReadonlyMap<string, Buffer>,
  end: '' | '-wal',
  damage: (bytes: Buffer) => Buffer,
  times: number,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (let time = 0; time < times; time += 1) {
    const whole = files.get(end);
    if (whole === undefined) throw new Error(`there is no file ${end}`);
    lay(new Map([...files, [end, damage(Buffer.from(whole))]]));
    const verdict = await judge();
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  console.log(`R04 ${end === '' ? 'file' : 'log'}: ${JSON.stringify(counts)}`);
  return counts;
}

const cut = (bytes: Buffer): Buffer => bytes.subarray(0, random(bytes.length));
const flip = (bytes: Buffer): Buffer => {
  const at = random(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
  return bytes;
};
const limit = { timeout: 600_000 };

test('undamaged they are whole', async () => {
  lay(closed);
  expect(await judge()).toBe('whole');
  lay(died);
  expect(await judge()).toBe('whole');
  expect(died.get('-wal')?.length).toBeGreaterThan(100_000);
  expect(closed.get('')?.length).toBeGreaterThan(100_000);
  expect(closed.get('-wal')?.length ?? 0).toBe(0);
});

test('R04: the file cut anywhere', limit, async () => {
  expect((await run(closed, '', cut, damages)).wrong).toBeUndefined();
});
test('R04: the log cut anywhere', limit, async () => {
  const counts = await run(died, '-wal', cut, damages);
  expect([counts.wrong, counts.refused]).toEqual([undefined, undefined]);
});
test('R04: the log cut at every byte of its last record', limit, async () => {
  // A record of the log is one page with its head.
  const length = died.get('-wal')?.length ?? 0;
  let at = length - 4_120;
  const step = Math.max(1, Math.floor(4_120 / damages));
  const next = (bytes: Buffer): Buffer => {
    at += step;
    return bytes.subarray(0, at);
  };
  const counts = await run(died, '-wal', next, Math.floor(4_120 / step) - 1);
  expect([counts.wrong, counts.refused]).toEqual([undefined, undefined]);
});
test('R04: a bit of the file flipped', limit, async () => {
  expect((await run(closed, '', flip, damages)).wrong).toBeUndefined();
});
test('R04: a bit of the log flipped', limit, async () => {
  expect((await run(died, '-wal', flip, damages)).wrong).toBeUndefined();
});
