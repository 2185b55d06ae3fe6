import type { Problem, ProblemIssue } from '../../problem.ts';
import { fail, ok, type Result } from '../../result.ts';
import { isJsonArray, isJsonObject, type JsonObject } from '../json/json.ts';
import { nameOf, restfulBase, typeOf, withoutVersion } from '../validate/walk/task.ts';
import { type RareMembers, rareMembers } from './rare-members.ts';
import { requestInBody } from './request-in-body.ts';

/** One entry of a Bundle, or a resource contained in one: where it stands and what it holds. */
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
  /** All that was sent: the Bundle, or the Parameters that it came in. */
  readonly sent: JsonObject;
  readonly bundle: JsonObject;
  readonly entries: readonly BundleEntry[];
  /** The first entry: the request itself. */
  readonly claim: BundleEntry;
  /** The entry that a reference leads to from an entry; undefined when it is not here. */
  resolve(reference: string, from: BundleEntry): BundleEntry | undefined;
  byType(type: string): readonly BundleEntry[];
  /** What of all that was sent nearly no request has; looked for once. */
  rare(): RareMembers;
}

/**
 * Indexes the request Bundle of what was sent.
 * Problems: resource-invalid when it is no Bundle or its first entry is no Claim.
 * Source: PAS spec-12; R4 Bundle, resolving references in Bundles.
 */
export function openRequestBundle(sent: JsonObject): Result<RequestBundle, Problem> {
  const bundle = requestInBody(sent);
  if (bundle.resourceType !== 'Bundle') return fail(invalid(noBundle(bundle)));
  const entries = entriesOf(bundle);
  const [claim] = entries;
  if (claim?.type !== 'Claim' || claim.index !== 0) return fail(invalid(noClaim));
  const index = new EntryIndex(entries);
  let rare: RareMembers | undefined;
  return ok({
    sent,
    bundle,
    entries,
    claim,
    resolve: (reference, from) => index.resolve(reference, from),
    byType: (type) => index.byType(type),
    rare: () => {
      rare ??= rareMembers(sent);
      return rare;
    },
  });
}

function invalid(issue: ProblemIssue): Problem {
  return { code: 'resource-invalid', issues: [issue] };
}

const noClaim: ProblemIssue = {
  severity: 'error',
  code: 'structure',
  expression: 'Bundle.entry[0].resource',
  rule: 'PAS/spec-12',
  text: 'The first entry has to be a Claim. To mend it: put the Claim first.',
};

function noBundle({ resourceType }: JsonObject): ProblemIssue {
  const isParameters = resourceType === 'Parameters';
  return {
    severity: 'error',
    code: 'structure',
    expression: isParameters ? 'Parameters.parameter' : 'Bundle',
    rule: 'PAS/submit',
    text:
      resourceType === 'Claim'
        ? 'A Claim alone can not be reviewed. To mend it: send a Bundle of type collection with ' +
          'the Claim first, then its patient, coverage, insurer and providers.'
        : 'The request has to be one Bundle. To mend it: send the Bundle itself, or Parameters ' +
          'with one parameter that is named resource and holds it.',
  };
}

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
      type: typeOf(resource),
      expression: `Bundle.entry[${index}].resource`,
    });
  }
  return found;
}

/**
 * The entries of a Bundle by all that a reference may call them: made once, read often.
 */
class EntryIndex {
  readonly #byFullUrl = new Map<string, BundleEntry>();
  /** By `fullUrl/_history/version`, for the entries that tell their version. */
  readonly #byVersion = new Map<string, BundleEntry>();
  /** By `Type/id`; undefined where two entries have the same. */
  readonly #byName = new Map<string, BundleEntry | undefined>();
  readonly #byType = new Map<string, BundleEntry[]>();
  /** Contained resources as far as somebody asked for them, and what they are contained in. */
  readonly #contained = new Map<JsonObject, BundleEntry>();
  readonly #containers = new Map<BundleEntry, BundleEntry>();
  /** What references of an entry have led to: each is followed several times. */
  readonly #followed = new Map<BundleEntry, Map<string, BundleEntry | undefined>>();

  constructor(entries: readonly BundleEntry[]) {
    for (const entry of entries) this.#add(entry);
  }

  byType(type: string): readonly BundleEntry[] {
    return this.#byType.get(type) ?? [];
  }

  resolve(reference: string, from: BundleEntry): BundleEntry | undefined {
    const followed = this.#followed.get(from) ?? new Map<string, BundleEntry | undefined>();
    if (followed.has(reference)) return followed.get(reference);
    if (followed.size === 0) this.#followed.set(from, followed);
    const target = this.#follow(reference, from);
    followed.set(reference, target);
    return target;
  }

  #follow(reference: string, from: BundleEntry): BundleEntry | undefined {
    const container = this.#containers.get(from) ?? from;
    if (reference.startsWith('#')) return this.#resolveContained(reference.slice(1), container);
    const literal = withoutVersion(reference);
    const url = literal.includes(':') ? '' : restfulBase(container.fullUrl, container.resource);
    // A relative reference is relative to its entry's server; only from an entry that has none
    // (a URN) it may be any: `Patient/1` of another server is another person.
    const isOfNoServer = container.fullUrl.startsWith('urn:');
    const found =
      (url === undefined ? undefined : this.#byFullUrl.get(`${url}${literal}`)) ??
      (isOfNoServer ? this.#byName.get(literal) : undefined);
    if (found === undefined || literal === reference) return found;
    const version = reference.slice(literal.length);
    // Entries that don't say their version may be any.
    const exact = this.#byVersion.get(`${found.fullUrl}${version}`);
    return exact ?? (versionOf(found.resource) === undefined ? found : undefined);
  }

  #add(entry: BundleEntry): void {
    const { fullUrl, resource, type } = entry;
    if (fullUrl !== '') {
      if (!this.#byFullUrl.has(fullUrl)) this.#byFullUrl.set(fullUrl, entry);
      const version = versionOf(resource);
      if (version !== undefined) this.#byVersion.set(`${fullUrl}/_history/${version}`, entry);
    }
    const name = nameOf(resource);
    if (name !== undefined) this.#byName.set(name, this.#byName.has(name) ? undefined : entry);
    const sameType = this.#byType.get(type);
    if (sameType === undefined) this.#byType.set(type, [entry]);
    else sameType.push(entry);
  }

  #resolveContained(id: string, container: BundleEntry): BundleEntry | undefined {
    if (id === '') return container;
    const { contained } = container.resource;
    if (!isJsonArray(contained)) return undefined;
    const index = contained.findIndex((one) => isJsonObject(one) && one.id === id);
    const resource = contained[index];
    if (!isJsonObject(resource)) return undefined;
    const known = this.#contained.get(resource);
    if (known !== undefined) return known;
    const expression = `${container.expression}.contained[${index}]`;
    const entry = { ...container, resource, type: typeOf(resource), expression };
    this.#contained.set(resource, entry);
    this.#containers.set(entry, container);
    return entry;
  }
}

function versionOf({ meta }: JsonObject): string | undefined {
  const version = isJsonObject(meta) ? meta.versionId : undefined;
  return typeof version === 'string' ? version : undefined;
}
