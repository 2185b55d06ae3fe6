import { recordsMax } from '../../ports/record-keys.ts';
import type { FoundTexts, Kept, ReadTexts } from '../store-documents/text-store.ts';
import type { Collections, SubmissionShape, VersionedShape } from './shapes.ts';

/** Answers a look in two round trips: all that is asked for, then the cases that it led to. */
export async function readTexts(collections: Collections, query: ReadTexts): Promise<FoundTexts> {
  const [submissions, same, ledgers, streams, records] = await Promise.all([
    byId(query.submissions, (ids, most) => collections.submission.find(ids).limit(most).toArray()),
    sameContent(collections, query.content),
    byId(query.ledgers, (ids, most) => collections.ledger.find(ids).limit(most).toArray()),
    byId(query.streams, (ids, most) => collections.stream.find(ids).limit(most).toArray()),
    recordsOf(collections, query.records),
  ]);
  const found = [...submissions, ...(same === null ? [] : [same])];
  const cases = new Set([...query.cases, ...found.map(({ caseId }) => caseId)]);
  return {
    submissions: submissions.map(keptIn),
    ...(same === null ? {} : { sameContent: keptIn(same) }),
    cases: await casesOf(collections, [...cases]),
    ledgers: ledgers.map(keptIn),
    streams: streams.map(keptIn),
    ...records,
  };
}

function keptIn({ _id, body }: Pick<VersionedShape, '_id' | 'body'>): Kept {
  return [_id, body];
}

interface Keyed {
  readonly _id: { readonly $in: readonly string[] };
}

/** In the order of the keys that were asked for; as many as those at most. */
async function byId<Shape extends { readonly _id: string }>(
  keys: readonly string[],
  find: (filter: Keyed, limit: number) => Promise<Shape[]>,
): Promise<readonly Shape[]> {
  if (keys.length === 0) return [];
  const found = await find({ _id: { $in: keys } }, keys.length);
  const byKey = new Map(found.map((one) => [one._id, one]));
  return keys.flatMap((key) => byKey.get(key) ?? []);
}

async function sameContent(
  { submission }: Collections,
  content: ReadTexts['content'],
): Promise<SubmissionShape | null> {
  if (content === undefined) return null;
  const { clientId, contentKey } = content;
  return submission.findOne({ clientId, contentKey }, { sort: { reservedAt: -1 } });
}

async function casesOf(
  { case: collection }: Collections,
  ids: readonly string[],
): Promise<readonly Kept[]> {
  const found = await byId(ids, (keys, most) => collection.find(keys).limit(most).toArray());
  return found.flatMap(({ _id, body }): readonly Kept[] =>
    body === undefined ? [] : [[_id, body]],
  );
}

async function recordsOf(
  { record }: Collections,
  lookUps: ReadTexts['records'],
): Promise<Pick<FoundTexts, 'records' | 'isCut'>> {
  const asked = lookUps.filter(({ keys }) => keys.length > 0);
  if (asked.length === 0) return { records: [] };
  const $or = asked.map(({ kind, keys }) => ({ kind, keys: { $in: keys } }));
  const most = asked.reduce((sum, { keys }) => sum + keys.length, 0) * recordsMax + 1;
  const found = await record.find({ $or }).sort({ _id: 1 }).limit(most).toArray();
  const isCut = asked.some(({ kind, keys }) =>
    keys.some((key) => isOver(found.filter((one) => one.kind === kind && one.keys.includes(key)))),
  );
  if (isCut) return { records: [], isCut };
  const records = asked.flatMap(({ kind }) =>
    found.filter((one) => one.kind === kind).map(({ id, body }) => [kind, id, body] as const),
  );
  return { records };
}

function isOver({ length }: readonly unknown[]): boolean {
  return length > recordsMax;
}
