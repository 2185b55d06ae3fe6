import type { CaseId } from '../../../src/domain/review/review-case.ts';
import type { Store } from '../../../src/ports/store.ts';
import { reviewCase } from './documents.ts';

/** One call of a client on a case, by the order of beginnings and ends. */
export interface Observed {
  readonly key: string;
  readonly client: number;
  readonly began: number;
  readonly ended: number;
  /** The version that was read, or that was written; 0 for no case. */
  readonly version: number;
  readonly kind: 'read' | 'written' | 'refused' | 'unknown';
}

/** Lets clients read and replace cases until a number of calls is made. */
export async function observe(
  stores: readonly Store[],
  { clients, keys, calls }: { clients: number; keys: number; calls: number },
): Promise<readonly Observed[]> {
  const history: Observed[] = [];
  let tick = 0;
  let made = 0;
  const client = async (number: number): Promise<void> => {
    let seed = number + 1;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const store = stores[number % stores.length];
    if (store === undefined) return;
    const known = new Map<string, number>();
    while (made < calls) {
      made += 1;
      const key = `linear-${random(keys)}`;
      const began = ++tick;
      const note = (kind: Observed['kind'], version: number): void => {
        history.push({ key, client: number, began, ended: ++tick, version, kind });
      };
      if (random(2) === 0) {
        const read = await store.read({ cases: [key as CaseId] });
        const version = read.ok ? (read.value.cases[0]?.version ?? 0) : 0;
        known.set(key, version);
        note(read.ok ? 'read' : 'unknown', version);
      } else {
        const expected = known.get(key) ?? 0;
        const document = reviewCase(key, expected + 1);
        const written = await store.write({ case: { document, expected }, audit: [] });
        const isStored = written.ok && written.value.kind === 'stored';
        if (isStored) known.set(key, expected + 1);
        note(written.ok ? (isStored ? 'written' : 'refused') : 'unknown', expected + 1);
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  return history;
}

/**
 * Violations of linearizability. Each successful write makes the next version, so that the order of
 * writes is known: no version twice, none missing; no write begins after a later version was seen;
 * a read sees at least what had ended before it began, and nothing that began after it ended.
 */
export function violations(history: readonly Observed[]): readonly string[] {
  const found: string[] = [];
  for (const [key, calls] of grouped(history, (one) => one.key)) {
    const writes = calls.filter(({ kind }) => kind === 'written');
    const byVersion = grouped(writes, ({ version }) => version);
    for (const [version, several] of byVersion) {
      if (several.length > 1) found.push(`${key}: version ${version} was written twice`);
    }
    const seen = calls.filter(({ kind }) => kind === 'read' || kind === 'written');
    const byEnd = [...seen].sort((one, other) => one.ended - other.ended);
    let least = 0;
    let next = 0;
    for (const call of seen.sort((one, other) => one.began - other.began)) {
      for (let done = byEnd[next]; done !== undefined && done.ended < call.began; ) {
        least = Math.max(least, done.version);
        next += 1;
        done = byEnd[next];
      }
      const isBehind = call.kind === 'read' ? call.version < least : call.version <= least;
      if (isBehind) found.push(`${key}: ${call.kind} ${call.version} after ${least} was seen`);
      const maker = byVersion.get(call.version)?.[0];
      if (call.kind === 'read' && call.version > 0 && (maker?.began ?? Infinity) > call.ended) {
        found.push(`${key}: version ${call.version} was read before anybody wrote it`);
      }
    }
  }
  return found;
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
