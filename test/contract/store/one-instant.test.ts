import { expect, test } from 'vitest';
import { claimOn } from './documents.ts';
import { must, sqliteKind } from './stores.ts';

/** Goal: a look sees one instant of the store, also while commands are committed beside it. */
test('a submission is never seen without its ledger, nor the other way round', async () => {
  const kind = sqliteKind();
  const store = await kind.open();
  let isWriting = true;
  const write = async (): Promise<void> => {
    for (let round = 0; round < 600; round += 1) {
      must(await store.write(claimOn('member', `r${round}`, round)));
    }
    isWriting = false;
  };
  const torn: string[] = [];
  const look = async (): Promise<void> => {
    while (isWriting) {
      const submissions = Array.from({ length: 600 }, (_, round) => `r${round}`);
      const found = must(await store.read({ submissions, ledgers: ['member'] }));
      const version = found.ledgers[0]?.version ?? 0;
      const seen = found.submissions.length;
      if (seen !== version) torn.push(`${seen} submissions, version ${version} of the ledger`);
    }
  };
  await Promise.all([write(), look(), look()]);
  expect(torn).toEqual([]);
  await store.close();
  await kind.remove();
});
