import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { audit, claimOn, entry, reviewCase, submission } from './documents.ts';
import { mongoKind, must, sqliteKind } from './stores.ts';

/** Goal: both stores answer every history alike (R11). Method: 1,000 random ones, side by side. */
const kinds = [sqliteKind(), mongoKind(process.env.ASSENT_MONGODB_URL ?? '')];
let stores: readonly Store[] = [];
beforeAll(async () => {
  stores = await Promise.all(kinds.map((kind) => kind.open()));
});
afterAll(async () => {
  for (const store of stores) await store.close();
  for (const kind of kinds) await kind.remove();
});

const name = fc.constantFrom('a', 'b', 'c');
const version = fc.integer({ min: 0, max: 3 });

/** A command on documents whose names begin with the history's own. */
type Step = (store: Store, own: string) => Promise<unknown>;

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(name, name, version).map(([member, id, expected]): Step => {
    return (store, own) => store.write(claimOn(own + member, own + id, expected));
  }),
  fc.tuple(name, version).map(([id, expected]): Step => {
    return (store, own) =>
      store.write({
        case: { document: reviewCase(own + id, expected + 1), expected },
        audit: [audit],
      });
  }),
  name.map((id): Step => {
    // A name of its own: a blob may stay behind when the command it came with is not stored.
    return (store, own) =>
      store.write({
        submission: submission(`${own}blob-${id}`),
        case: { document: reviewCase(`case-${own}blob-${id}`), expected: 0 },
        blobs: [{ key: own + id, bytes: Buffer.from(own + id), contentType: 'text/plain' }],
        audit: [],
      });
  }),
  name.map((id): Step => {
    return async (store, own) => {
      const at = audit.at;
      const claimed = must(
        await store.claimStream({ id: own + id, holder: 'h', now: at, until: at }),
      );
      if (claimed.kind === 'held') return claimed;
      return store.appendToStream(claimed.stream, [entry('x'), entry(id)]);
    };
  }),
  fc.tuple(name, name).map(([id, member]): Step => {
    return (store, own) =>
      store.read({
        submissions: [own + id, own + member],
        ledgers: [own + member],
        cases: [reviewCase(`case-${own}${id}`).id],
        streams: [own + id],
        content: { clientId: 'c', contentKey: `content-${own}${member}` },
      });
  }),
  name.map((id): Step => {
    return (store, own) => store.readBlob(own + id);
  }),
);

let histories = 0;

test('R11: 1,000 random histories have the same answers', { timeout: 300_000 }, async () => {
  const history = fc.array(steps, { minLength: 4, maxLength: 16 });
  await fc.assert(
    fc.asyncProperty(history, async (commands) => {
      histories += 1;
      const own = `${histories}-`;
      const [sqlite, mongo] = await Promise.all(
        stores.map(async (store) => {
          const answers: string[] = [];
          for (const command of commands) {
            const answer = await command(store, own);
            answers.push(JSON.stringify(answer, bytesAsText));
          }
          return answers;
        }),
      );
      expect(mongo).toEqual(sqlite);
    }),
    { numRuns: 1_000, seed: 11 },
  );
  expect(histories).toBe(1_000);
});

/** Bytes as text; attempts have random names. */
function bytesAsText(name: string, value: unknown): unknown {
  if (name === 'attempt') return undefined;
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}
