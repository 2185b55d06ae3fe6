import { expect, test } from 'vitest';
import { storeOver } from '../../../src/adapters/store-documents/document-store.ts';
import type { TextStore } from '../../../src/adapters/store-documents/text-store.ts';
import { openSqliteTexts } from '../../../src/adapters/store-sqlite/store.ts';
import { plainVault } from '../../../src/adapters/vault-plain.ts';
import type { CaseId } from '../../../src/domain/review/review-case.ts';
import { audit, reviewCase } from './documents.ts';
import { must } from './stores.ts';

/**
 * Goal: a large case is weighed before it is fetched, so that who waits for its turn holds nothing;
 * a small one costs one look.
 */
const id = 'case-large' as CaseId;

async function opened(caseBytes: number) {
  const file = ':memory:';
  const texts = must(await openSqliteTexts({ file, mode: 'write', onFatal: () => undefined }));
  const looks: { readonly cases: number; readonly bytesMax: number | undefined }[] = [];
  const watched: TextStore = {
    ...texts,
    read: async (query) => {
      const found = await texts.read(query);
      looks.push({ cases: must(found).cases.length, bytesMax: query.caseBytesMax });
      return found;
    },
  };
  const store = storeOver(watched, plainVault, { bytesMax: 500_000 });
  const document = { ...reviewCase(id), note: 'x'.repeat(caseBytes) };
  must(await store.write({ case: { document, expected: 0 }, audit: [audit] }));
  return { store, looks };
}

test('a large one is told by its length first, and fetched once it was let in', async () => {
  const { store, looks } = await opened(300_000);
  let weighed = 0;
  const found = await store.read({ cases: [id] }, async (bytes) => {
    expect(looks).toEqual([{ cases: 0, bytesMax: 131_072 }]);
    weighed = bytes;
    return true;
  });
  expect(must(found).cases).toHaveLength(1);
  expect(weighed).toBeGreaterThan(300_000);
  expect(looks.slice(1)).toEqual([{ cases: 1, bytesMax: 500_000 }]);
  await store.close();
});

test('one that is not let in is never fetched', async () => {
  const { store, looks } = await opened(300_000);
  const found = await store.read({ cases: [id] }, async () => false);
  expect(found).toMatchObject({ ok: false, problem: { kind: 'busy' } });
  expect(looks).toHaveLength(1);
  await store.close();
});

test('a small one, and one that nobody weighs, cost one look', async () => {
  const { store, looks } = await opened(1000);
  must(await store.read({ cases: [id] }, async () => true));
  must(await store.read({ cases: [id] }));
  expect(looks.map(({ cases }) => cases)).toEqual([1, 1]);
  await store.close();
});
