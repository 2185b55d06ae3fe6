import type { RecordKind, StoreAnswer, StoreQuery } from '../../ports/store.ts';
import type { Vault } from '../../ports/vault.ts';
import { present } from '../../result.ts';
import { place } from './places.ts';
import type { FoundTexts, Kept, ReadTexts } from './text-store.ts';
import { type Documents, raise, upcast } from './upcast.ts';

/** A look with its keys as they lie in the store. */
export function readTexts(query: StoreQuery, vault: Vault, caseBytesMax?: number): ReadTexts {
  const { submissions = [], content, cases = [], ledgers = [], streams = [] } = query;
  return present({
    caseBytesMax,
    submissions,
    content,
    cases,
    ledgers: ledgers.map(vault.searchKey),
    streams: streams.map(vault.searchKey),
    records: (query.records ?? []).map(({ kind, keys }) => ({
      kind,
      keys: keys.map(vault.searchKey),
    })),
  });
}

/** What was found, in the form of this program. */
export function foundDocuments(found: FoundTexts, vault: Vault): StoreAnswer {
  const open = opener(vault);
  const records = <Kind extends RecordKind>(wanted: Kind): readonly Documents[Kind][] =>
    found.records.flatMap(([kind, id, body]) =>
      kind === wanted ? [recordIn(wanted, vault.open(body, place.record(wanted, id)))] : [],
    );
  return present({
    submissions: found.submissions.map(open.submission),
    sameContent: found.sameContent && open.submission(found.sameContent),
    cases: found.cases.map(open.case),
    ledgers: found.ledgers.map(open.ledger),
    streams: found.streams.map(open.stream),
    plans: records('plan'),
    members: records('member'),
    coverages: records('coverage'),
    providers: records('provider'),
    registrations: records('registration'),
  });
}

function recordIn<Kind extends RecordKind>(kind: Kind, text: string): Documents[Kind] {
  const { record }: { readonly record: Readonly<Record<string, unknown>> } = JSON.parse(text);
  return raise(kind, record);
}

/** Opens kept bodies of each kind. */
export function opener(vault: Vault) {
  const open =
    <Kind extends 'submission' | 'case' | 'ledger' | 'stream'>(kind: Kind) =>
    ([key, body]: Kept): Documents[Kind] =>
      upcast(kind, vault.open(body, place[kind](key)));
  return {
    submission: open('submission'),
    case: open('case'),
    ledger: open('ledger'),
    stream: open('stream'),
  };
}
