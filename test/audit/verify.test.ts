import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemDigest } from '../../src/adapters/system-chance.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { AuditLine, Store } from '../../src/ports/store.ts';
import { ok } from '../../src/result.ts';
import { audit } from '../contract/store/documents.ts';
import { must, sqliteKind } from '../contract/store/stores.ts';

/** Goal: no line of the audit can be changed, left out or cut off unseen (R47). */
const kind = sqliteKind();
const at = '2026-11-28T16:00:00.000Z' as Instant;
let lines: readonly AuditLine[] = [];
let lastWriter = '';

beforeAll(async () => {
  // Three processes after each other: each is a writer, and seals the ends before it.
  for (const process of ['a', 'b', 'c']) {
    const store = await kind.open();
    must(await store.sealAudit(at));
    for (let index = 0; index < 20; index += 1) {
      const requestId = `${process}-${index}`;
      must(await store.write({ audit: [{ ...audit, requestId, status: 200 + index }] }));
    }
    must(await store.sealAudit(at));
    lines = must(await store.readAudit(undefined, 1_000));
    lastWriter = lines.find(({ entry }) => entry?.requestId === `${process}-0`)?.writer ?? '';
    await store.close();
  }
});
afterAll(() => kind.remove());

/** An audit that holds these lines, read in pages. */
function holding(held: readonly AuditLine[]): Pick<Store, 'readAudit'> {
  return {
    readAudit: async (after, limit) => {
      const from =
        after === undefined
          ? 0
          : held.findIndex(
              (one) => one.writer === after.writer && one.sequence === after.sequence,
            ) + 1;
      return ok(held.slice(from, from + limit));
    },
  };
}

const verify = async (held: readonly AuditLine[]) =>
  must(await verifyAudit(holding(held), systemDigest));

test('as it was written it is whole', async () => {
  expect(await verify(lines)).toEqual({ lines: 66, writers: 3 });
});

test('lines that a server adds meanwhile are no alarm', async () => {
  const early = lines.find(({ writer }) => writer !== lastWriter);
  const last = lines.filter(({ writer }) => writer === early?.writer).at(-1);
  const whole = holding(lines);
  const before = holding(lines.filter((line) => line !== last));
  let pages = 0;
  // The first page is read before the last line of an early writer is there.
  const growing: typeof whole = {
    readAudit: (after, limit) => {
      pages += 1;
      return (pages > 1 ? whole : before).readAudit(after, limit);
    },
  };
  expect(must(await verifyAudit(growing, systemDigest)).broken).toBeUndefined();
});

type Edit = (held: AuditLine[], index: number) => void;

const edits: Readonly<Record<string, Edit>> = {
  'another status': (held, index) => {
    const line = held[index];
    if (line !== undefined)
      held[index] = { ...line, text: line.text.replace('"status":2', '"status":4') };
  },
  'another digest': (held, index) => {
    const line = held[index];
    if (line !== undefined) held[index] = { ...line, digest: systemDigest.sha256('x') };
  },
  'another hash': (held, index) => {
    const line = held[index];
    if (line !== undefined) held[index] = { ...line, hash: systemDigest.sha256('x') };
  },
  'text and digest together': (held, index) => {
    const line = held[index];
    const text = '{"status":200}';
    if (line !== undefined) held[index] = { ...line, text, digest: systemDigest.sha256(text) };
  },
  'left out': (held, index) => {
    held.splice(index, 1);
  },
  'two exchanged': (held, index) => {
    const [one, other] = [held[index], held[(index + 1) % held.length]];
    if (one === undefined || other === undefined) return;
    held[index] = { ...other, writer: one.writer, sequence: one.sequence };
    held[(index + 1) % held.length] = { ...one, writer: other.writer, sequence: other.sequence };
  },
  'one put in': (held, index) => {
    const line = held[index];
    if (line !== undefined) held.splice(index, 0, { ...line, sequence: line.sequence });
  },
};

describe('R47: 1,000 random edits are all found', () => {
  test.each(Object.keys(edits))('%s', async (name) => {
    const edit = edits[name];
    // The last line of the last process has nothing after it yet: only the next seal names it.
    const newest = lines.findLastIndex(({ writer }) => writer === lastWriter);
    const places = fc.integer({ min: 0, max: lines.length - 1 }).filter((one) => one !== newest);
    await fc.assert(
      fc.asyncProperty(places, async (index) => {
        const held = [...lines];
        edit?.(held, index);
        expect((await verify(held)).broken).toBeDefined();
      }),
      { numRuns: 150, seed: 47 },
    );
  });

  test('the end of a chain cut off: the seal of the next process names it', async () => {
    const early = lines.find(({ writer }) => writer !== lastWriter);
    const ends = lines.filter(({ writer }) => writer === early?.writer);
    const last = ends.at(-1);
    const held = lines.filter((line) => line !== last);
    expect((await verify(held)).broken).toBeDefined();
  });
});
