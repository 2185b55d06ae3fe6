import { MongoClient } from 'mongodb';
import { afterAll, expect, test } from 'vitest';
import { rotateVault } from '../../../src/adapters/store-documents/rotate.ts';
import { verifyStore } from '../../../src/adapters/store-documents/verify.ts';
import { openMongoTexts } from '../../../src/adapters/store-mongodb/store.ts';
import { aesVault } from '../../../src/adapters/vault-aes.ts';
import { claimOn } from './documents.ts';
import { mongoKind, must } from './stores.ts';

/** Goal: marks that attempts are void hide none of the cases behind them. */
const kind = mongoKind(process.env.ASSENT_MONGODB_URL ?? '');
afterAll(() => kind.remove());

test('450 cases behind a void mark are sealed and looked through', async () => {
  const filled = await kind.open();
  for (let index = 0; index < 450; index += 1) {
    must(await filled.write(claimOn(`m${index}`, `c${index}`, 0)));
  }
  await filled.close();
  const client = new MongoClient(kind.url);
  const cases = client.db().collection<{ _id: string; void: string[] }>('case');
  await cases.insertMany(['!', 'case-c10!', 'zzz'].map((_id) => ({ _id, void: ['dead'] })));
  await client.close();
  const vault = aesVault([`k:${Buffer.alloc(32, 7).toString('base64')}`]);
  const input = { url: kind.url, isTestOnly: true, reservationMs: 1_000, elapsedMs: () => 0 };
  const texts = must(await openMongoTexts(input));
  must(await rotateVault(texts, vault, () => undefined));
  expect(must(await verifyStore(texts, vault)).faults).toEqual([]);
  await texts.close();
  const sealed = await kind.open({ vault });
  const submissions = Array.from({ length: 450 }, (_, index) => `c${index}`);
  expect(must(await sealed.read({ submissions })).cases).toHaveLength(450);
  await sealed.close();
});
