import type { Problem } from '../../problem.ts';
import { fail, ok, type Result } from '../../result.ts';
import { isJsonArray, isJsonObject, type JsonObject } from '../json/json.ts';

/** One entry of a Bundle: where it stands and what it holds. */
export interface BundleEntry {
  readonly index: number;
  readonly fullUrl: string;
  readonly resource: JsonObject;
  readonly type: string;
  /** `Bundle.entry[3].resource`. */
  readonly expression: string;
}

/** A request Bundle with its references resolved by R4's rules, inside the Bundle only. */
export interface RequestBundle {
  readonly bundle: JsonObject;
  readonly entries: readonly BundleEntry[];
  /** The first entry: the request itself. */
  readonly claim: BundleEntry;
  /** The entry that a reference leads to from an entry; undefined when it is not here. */
  resolve(reference: string, from: BundleEntry): BundleEntry | undefined;
  byType(type: string): readonly BundleEntry[];
}

/**
 * Indexes a request Bundle.
 * Problems: resource-invalid when its first entry is no Claim.
 * Source: PAS spec-12; R4 Bundle, resolving references in Bundles.
 */
export function openRequestBundle(bundle: JsonObject): Result<RequestBundle, Problem> {
  const entries = entriesOf(bundle);
  const [claim] = entries;
  if (claim?.type !== 'Claim' || claim.index !== 0) return fail(noClaim);
  const index = indexOf(entries);
  return ok({
    bundle,
    entries,
    claim,
    resolve: (reference, from) => resolveIn(index, reference, from),
    byType: (type) => index.byType.get(type) ?? [],
  });
}

const noClaim: Problem = {
  code: 'resource-invalid',
  issues: [
    {
      severity: 'error',
      code: 'structure',
      expression: 'Bundle.entry[0].resource',
      rule: 'PAS/spec-12',
      text: 'The first entry has to be a Claim. To mend it: put the Claim first.',
    },
  ],
};

function entriesOf({ entry }: JsonObject): readonly BundleEntry[] {
  if (!isJsonArray(entry)) return [];
  const found: BundleEntry[] = [];
  for (const [index, item] of entry.entries()) {
    if (!isJsonObject(item) || !isJsonObject(item.resource)) continue;
    const { resource, fullUrl } = item;
    found.push({
      index,
      fullUrl: typeof fullUrl === 'string' ? fullUrl : '',
      resource,
      type: typeof resource.resourceType === 'string' ? resource.resourceType : '',
      expression: `Bundle.entry[${index}].resource`,
    });
  }
  return found;
}

interface EntryIndex {
  readonly byFullUrl: ReadonlyMap<string, BundleEntry>;
  /** By `Type/id`; undefined where two entries have the same. */
  readonly byTypeAndId: ReadonlyMap<string, BundleEntry | undefined>;
  readonly byType: ReadonlyMap<string, readonly BundleEntry[]>;
}

function indexOf(entries: readonly BundleEntry[]): EntryIndex {
  const byFullUrl = new Map<string, BundleEntry>();
  const byTypeAndId = new Map<string, BundleEntry | undefined>();
  const byType = new Map<string, BundleEntry[]>();
  for (const entry of entries) {
    if (entry.fullUrl !== '' && !byFullUrl.has(entry.fullUrl)) byFullUrl.set(entry.fullUrl, entry);
    const name = `${entry.type}/${String(entry.resource.id)}`;
    byTypeAndId.set(name, byTypeAndId.has(name) ? undefined : entry);
    const sameType = byType.get(entry.type);
    if (sameType === undefined) byType.set(entry.type, [entry]);
    else sameType.push(entry);
  }
  return { byFullUrl, byTypeAndId, byType };
}

function resolveIn(
  index: EntryIndex,
  reference: string,
  from: BundleEntry,
): BundleEntry | undefined {
  if (reference.startsWith('#')) return undefined;
  const versionAt = reference.indexOf('/_history/');
  const literal = versionAt < 0 ? reference : reference.slice(0, versionAt);
  if (literal.includes(':')) return index.byFullUrl.get(literal);
  // A relative reference is relative to its entry's server; examples of the guide mean any entry.
  return index.byFullUrl.get(`${baseOf(from)}${literal}`) ?? index.byTypeAndId.get(literal);
}

/** The server of an entry: its fullUrl without `Type/id`. */
function baseOf({ fullUrl, type, resource }: BundleEntry): string {
  const tail = `${type}/${String(resource.id)}`;
  return fullUrl.endsWith(`/${tail}`) ? fullUrl.slice(0, -tail.length) : '';
}
