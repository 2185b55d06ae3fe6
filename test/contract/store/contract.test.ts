import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Instant } from '../../../src/domain/time.ts';
import type { Store, StoreWrite, Written } from '../../../src/ports/store.ts';
import { audit, claimOn, entry, reviewCase, submission } from './documents.ts';
import { must, storeKinds } from './stores.ts';

/** Goal: every command is atomic, durable and alone. Method: the real adapters on real stores. */
describe.each(storeKinds())('$name', (kind) => {
  let store: Store;
  beforeAll(async () => {
    store = await kind.open();
  });
  afterAll(async () => {
    await store.close();
    await kind.remove();
  });

  const written = async (write: StoreWrite): Promise<Written> => must(await store.write(write));
  const caseIds = async (ids: readonly string[]): Promise<readonly string[]> => {
    const answer = must(await store.read({ cases: ids.map((id) => reviewCase(id).id) }));
    return answer.cases.map(({ id }) => id);
  };
  const fifty = (name: string) => Array.from({ length: 50 }, (_, index) => `${name}-${index}`);

  test('R07: of 50 equal submissions at once one is stored, 49 are told whose it is', async () => {
    const all = await Promise.all(
      fifty('case-same').map((id) =>
        written({
          submission: submission('same', id),
          case: { document: reviewCase(id), expected: 0 },
          audit: [audit],
        }),
      ),
    );
    const stored = all.filter((one) => one.kind === 'stored');
    const owners = all.flatMap((one) => (one.kind === 'duplicate' ? [one.submission.caseId] : []));
    expect([stored.length, owners.length, new Set(owners).size]).toEqual([1, 49, 1]);
    expect(await caseIds(fifty('case-same'))).toEqual([owners[0]]);
  });

  test('R08: of 50 that read the same ledger one passes, the others leave nothing', async () => {
    const ids = fifty('race');
    const all = await Promise.all(ids.map((id) => written(claimOn('m1', id, 0))));
    expect(all.filter((one) => one.kind === 'stored')).toHaveLength(1);
    expect(all.filter((one) => one.kind === 'conflict')).toHaveLength(49);
    const answer = must(await store.read({ submissions: ids, ledgers: ['m1'] }));
    expect(answer.submissions).toHaveLength(1);
    expect(answer.ledgers.map(({ version }) => version)).toEqual([1]);
    expect(answer.cases).toHaveLength(1);
  });

  test('a ledger that has moved on refuses, the one that was read is replaced', async () => {
    const late = await written(claimOn('m1', 'late', 0));
    expect(late).toEqual({ kind: 'conflict', document: 'ledger' });
    expect(await written(claimOn('m1', 'next', 1))).toEqual({ kind: 'stored' });
  });

  test('50 in parallel of which 25 conflict: the neighbours are unharmed', async () => {
    const ids = fifty('mixed');
    const all = await Promise.all(
      ids.map((id, index) => written(claimOn(index % 2 === 0 ? 'm1' : `free-${index}`, id, 0))),
    );
    const expected = ids.map((_, index) => (index % 2 === 0 ? 'conflict' : 'stored'));
    expect(all.map((one) => one.kind)).toEqual(expected);
    expect(await caseIds(ids.map((id) => `case-${id}`))).toHaveLength(25);
  });

  test('a case is replaced by the version that was read only', async () => {
    const put = (version: number, expected: number) =>
      written({ case: { document: reviewCase('moving', version), expected }, audit: [] });
    expect(await put(1, 0)).toEqual({ kind: 'stored' });
    expect(await put(1, 0)).toEqual({ kind: 'conflict', document: 'case' });
    expect(await put(3, 2)).toEqual({ kind: 'conflict', document: 'case' });
    expect(await put(2, 1)).toEqual({ kind: 'stored' });
  });

  test('the newest submission of the same content is found, by its client only', async () => {
    for (const [id, day] of [
      ['content-1', '10'],
      ['content-3', '12'],
      ['content-2', '11'],
    ] as const) {
      const reservedAt = `2026-11-${day}T00:00:00.000Z` as Instant;
      const document = { ...submission(id), contentKey: 'equal', reservedAt };
      await written({ submission: document, audit: [] });
    }
    const same = async (clientId: string) =>
      must(await store.read({ content: { clientId, contentKey: 'equal' } })).sameContent?.id;
    expect([await same('c'), await same('other')]).toEqual(['content-3', undefined]);
  });

  test('24 MB come back as they were, in chunks; what is not there is not there', async () => {
    const bytes = new Uint8Array(24 * 1024 * 1024).map((_, index) => (index * 31) % 251);
    await written({ blobs: [{ key: 'big', bytes, contentType: 'x' }], audit: [] });
    const read = must(await store.readBlob('big'));
    expect(Buffer.compare(read ?? new Uint8Array(), bytes)).toBe(0);
    expect(await store.readBlob('none')).toEqual({ ok: true, value: undefined });
  });

  test('a stream: one holder, numbers without gaps, the same change numbered once', async () => {
    const at = (minute: number) => `2026-11-28T10:0${minute}:00.000Z` as Instant;
    const claim = (holder: string, now: number) =>
      store.claimStream({ id: 's', holder, now: at(now), until: at(now + 2) });
    const races = await Promise.all(['a', 'b', 'c', 'd'].map((holder) => claim(holder, 0)));
    const winners = races.map(must).filter((one) => one.kind === 'claimed');
    expect(winners).toHaveLength(1);
    const holder = winners[0]?.stream.lease?.holder ?? '';
    const held = must(await claim(holder === 'a' ? 'b' : 'a', 1));
    expect(held).toEqual({ kind: 'held' });
    const renewed = must(await claim(holder, 1));
    if (renewed.kind !== 'claimed') throw new Error('the holder lost its lease');
    const first = must(await store.appendToStream(renewed.stream, [entry('x'), entry('y')]));
    if (first.kind !== 'stored') throw new Error('nobody else had the stream');
    const again = must(await store.appendToStream(first.stream, [entry('y'), entry('z')]));
    const stale = must(await store.appendToStream(renewed.stream, [entry('lost')]));
    expect(stale).toEqual({ kind: 'conflict', document: 'stream' });
    expect(again.kind).toBe('stored');
    const taken = must(await claim('late', 5));
    if (taken.kind !== 'claimed') throw new Error('the lease was over');
    const numbers = taken.stream.entries.map(({ key, number }) => `${number}${key}`);
    expect(numbers).toEqual(['1x', '2y', '3z']);
  });

  test('records: inserted, changed, left alone; found by each of their keys', async () => {
    const record = (id: string, name: string, keys: readonly string[]) => {
      const body: unknown = { key: id, name };
      return { schemaVersion: 1, kind: 'provider', id, keys, body } as const;
    };
    const put = async (...records: readonly ReturnType<typeof record>[]) =>
      must(await store.importRecords(records as never));
    expect(await put(record('p1', 'A', ['k1', 'k2']), record('p2', 'B', ['k2']))).toEqual({
      inserted: 2,
      changed: 0,
      unchanged: 0,
    });
    expect(await put(record('p1', 'A', ['k1', 'k2']), record('p2', 'C', ['k3']))).toEqual({
      inserted: 0,
      changed: 1,
      unchanged: 1,
    });
    const find = async (...keys: readonly string[]) =>
      must(await store.read({ records: [{ kind: 'provider', keys }] })).providers.map(
        ({ key }) => key,
      );
    expect(await find('k2')).toEqual(['p1']);
    expect(await find('k1', 'k2', 'k3')).toEqual(['p1', 'p2']);
    expect(must(await store.countRecords('provider'))).toBe(2);
  });

  test('records under one key: a hundred are given, more are told and never cut off', async () => {
    const put = async (count: number) => {
      const records = Array.from({ length: count }, (_, index) => ({
        ...{ schemaVersion: 1, kind: 'provider', id: `many${index}`, keys: ['many', `m${index}`] },
        body: { key: `many${index}` },
      }));
      must(await store.importRecords(records as never));
    };
    const look = (...keys: readonly string[]) =>
      store.read({ records: [{ kind: 'provider', keys }] });
    await put(100);
    expect(must(await look('many', 'm1')).providers).toHaveLength(100);
    await put(101);
    expect(await look('m1', 'many')).toMatchObject({ ok: false, problem: { kind: 'too-many' } });
    expect(must(await look('m1', 'm100')).providers).toHaveLength(2);
    // The limit is of each key: several may lead to more than that together.
    const single = Array.from({ length: 101 }, (_, index) => `m${index}`);
    expect(must(await look(...single)).providers).toHaveLength(101);
  });

  test('the audit is read in order, and a seal names all ends', async () => {
    must(await store.sealAudit('2026-11-28T16:00:00.000Z' as Instant));
    const lines = must(await store.readAudit(undefined, 10_000));
    const sealed = lines.filter(({ entry }) => entry?.operation === 'seal');
    expect(sealed[0]?.entry?.ends).toEqual([
      expect.objectContaining({ writer: lines[0]?.writer, sequence: lines.length - 1 }),
    ]);
    expect(lines.map(({ sequence }) => sequence)).toEqual(lines.map((_, index) => index + 1));
    const [, , third] = lines;
    const rest = must(await store.readAudit(third, 10_000));
    expect(rest).toEqual(lines.slice(3));
  });

  test('what was acknowledged is there after closing and opening', async () => {
    await store.close();
    expect(store.isReady()).toBe(false);
    expect((await store.read({ submissions: ['same'] })).ok).toBe(false);
    store = await kind.open();
    const answer = must(await store.read({ submissions: ['same', 'next'] }));
    expect(answer.submissions.map(({ id }) => id)).toEqual(['same', 'next']);
  });

  test('the sandbox can empty all but the audit', async () => {
    must(await store.clear());
    const answer = must(await store.read({ submissions: ['same', 'next'], ledgers: ['m1'] }));
    expect([...answer.submissions, ...answer.ledgers]).toEqual([]);
    expect(must(await store.readAudit(undefined, 1))).toHaveLength(1);
  });
});
