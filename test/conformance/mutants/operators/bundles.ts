import { type Operator, onPlaces, onResources } from '../operator.ts';
import type { Place } from '../place.ts';
import type { Random } from '../random.ts';
import { isText, isTreeObject, type Tree, type TreeObject, thaw } from '../tree.ts';

const isEntry = (place: Place): boolean =>
  /^Bundle\.entry$/.test(place.path) && typeof place.key === 'number' && isTreeObject(place.value);
const fullUrls: readonly string[] = [
  'Claim/1',
  'http://example.org/fhir/Claim/1/_history/2',
  'urn:uuid:not-a-uuid',
  'urn:oid:1.2.3',
  '',
  'urn:uuid:3f1b7a53-1c1e-4ab7-8f9e-6a8c6a4b0001',
  'http://example.org/fhir/Claim/other',
  'nonsense',
  'URN:UUID:3F1B7A53-1C1E-4AB7-8F9E-6A8C6A4B0001',
  'ftp://example.org/Claim/1',
  'http://example.org/fhir/1',
];

/** Operators on Bundles and their entries. */
export const bundleOperators: readonly Operator[] = [
  onEntries('entry-duplicate-full-url', (entry, random, entries) => {
    const other = random.pick(entries.filter((one) => one !== entry));
    if (!isTreeObject(other) || other.fullUrl === undefined) return undefined;
    entry.fullUrl = other.fullUrl;
    return 'fullUrl of another entry';
  }),
  onEntries('entry-repeated', (entry, random, entries) => {
    const copy = thaw(entry);
    if (isTreeObject(copy) && isTreeObject(copy.resource) && random.next() < 0.4) {
      copy.resource.id = 'another-copy';
      copy.fullUrl = `http://example.org/fhir/${copy.resource.resourceType}/another-copy`;
    }
    entries.push(copy);
    return 'entry repeated';
  }),
  onEntries('entry-full-url', (entry, random) => {
    const url = random.pick(fullUrls) ?? '';
    entry.fullUrl = url;
    return `fullUrl "${url}"`;
  }),
  onEntries('entry-member-removed', (entry, random) => {
    const name = random.pick(['fullUrl', 'resource']) ?? 'resource';
    delete entry[name];
    return `entry without ${name}`;
  }),
  onEntries('entry-removed', (entry, _random, entries) => {
    entries.splice(entries.indexOf(entry), 1);
    return 'entry removed';
  }),
  onEntries('entry-moved-first', (entry, _random, entries) => {
    if (entries[0] === entry) entries.reverse();
    else entries.unshift(...entries.splice(entries.indexOf(entry), 1));
    return 'another entry first';
  }),
  onEntries('entries-reordered', (_entry, _random, entries) => {
    if (entries.length < 3) return undefined;
    entries.splice(1, entries.length - 1, ...entries.slice(1).reverse());
    return 'entries after the first in reverse order';
  }),
  onEntries('entry-extras', (entry, random) => {
    const added = random.pick<TreeObject>([
      { search: { mode: 'match' } },
      { request: { method: 'POST', url: 'Claim' } },
      { response: { status: '201' } },
      { link: [{ relation: 'self', url: 'http://example.org' }] },
    ]);
    Object.assign(entry, added);
    return `entry with ${Object.keys(added ?? {})}`;
  }),
  onEntries('entry-unreferenced', (_entry, random, entries) => {
    const added =
      random.pick<TreeObject>([
        { resourceType: 'Basic', id: 'extra', code: { text: 'extra' } },
        { resourceType: 'Organization', id: 'extra', name: 'Extra' },
        { resourceType: 'Patient', id: 'extra' },
        { resourceType: 'Bundle', id: 'extra', type: 'collection' },
        { resourceType: 'Bundle', id: 'extra', type: 'searchset', total: -1 },
        { resourceType: 'Observation', id: 'extra' },
      ]) ?? {};
    entries.push({
      fullUrl: `http://example.org/fhir/${added.resourceType}/extra`,
      resource: added,
    });
    return `entry with ${added.resourceType} added`;
  }),
  onResources('bundle-member', ['Bundle'], (bundle, random) => {
    const [name, value] = random.pick<readonly [string, Tree]>([
      ['total', 3],
      ['link', [{ relation: 'self', url: 'http://example.org' }]],
      ['timestamp', '2024'],
      ['timestamp', '2024-01-01T10:00:00.5+14:00'],
      ['identifier', { value: '1' }],
      ['identifier', {}],
      ['type', 'batch'],
      ['type', 'searchset'],
      ['type', 'document'],
      ['type', 'transaction'],
      ['entry', []],
    ]) ?? ['total', 3];
    bundle[name] = value;
    return `Bundle.${name} ${JSON.stringify(value)}`;
  }),
  onResources('ids-renamed', ['Bundle'], (bundle, _random, place) =>
    rename(place, bundle, (id) => `${id}-2`),
  ),
  onResources('full-urls-as-uuid', ['Bundle'], (bundle, random, place) => {
    const tail = String(100000000000 + random.below(899999999999));
    let next = 0;
    return replaceUrls(place.root, bundle, () => {
      next += 1;
      return `urn:uuid:3f1b7a53-1c1e-4ab7-8f9e-${String(Number(tail) + next).padStart(12, '0')}`;
    });
  }),
  onPlaces(
    'id-and-url-apart',
    (place) => place.path.endsWith('.id') && place.container === place.owner,
    (place) => {
      place.owner.id = 'another-id';
      return 'id changed, fullUrl kept';
    },
  ),
];

type EntryChange = (entry: TreeObject, random: Random, entries: Tree[]) => string | undefined;

function onEntries(name: string, change: EntryChange): Operator {
  return onPlaces(name, isEntry, (place, random) => {
    if (!isTreeObject(place.value) || !Array.isArray(place.container)) return undefined;
    return change(place.value, random, place.container);
  });
}

/** Gives each entry a new id, in its fullUrl and in all references too. */
function rename(place: Place, bundle: TreeObject, to: (id: string) => string): string | undefined {
  const entries: Tree[] = Array.isArray(bundle.entry) ? bundle.entry : [];
  const names = new Map<string, string>();
  for (const entry of entries) {
    const resource = isTreeObject(entry) ? entry.resource : undefined;
    if (!isTreeObject(entry) || !isTreeObject(resource) || !isText(resource.id)) continue;
    const type = String(resource.resourceType);
    names.set(`${type}/${resource.id}`, `${type}/${to(resource.id)}`);
    resource.id = to(resource.id);
  }
  rewrite(place.root, (text) => renamed(text, names));
  return 'all ids renamed';
}

function renamed(text: string, names: ReadonlyMap<string, string>): string {
  const tail = text.split('/').slice(-2).join('/');
  const name = names.get(tail);
  return name === undefined ? text : `${text.slice(0, text.length - tail.length)}${name}`;
}

/** Gives each entry a new fullUrl and writes it into all references. */
function replaceUrls(root: TreeObject, bundle: TreeObject, next: () => string): string | undefined {
  const entries: Tree[] = Array.isArray(bundle.entry) ? bundle.entry : [];
  const names = new Map<string, string>();
  for (const entry of entries) {
    const resource = isTreeObject(entry) ? entry.resource : undefined;
    if (!isTreeObject(entry) || !isText(entry.fullUrl) || !isTreeObject(resource)) continue;
    const url = next();
    names.set(entry.fullUrl, url);
    names.set(`${resource.resourceType}/${resource.id}`, url);
    entry.fullUrl = url;
  }
  rewrite(root, (text) => names.get(text) ?? text);
  return 'all fullUrls and references as urn:uuid';
}

function rewrite(node: TreeObject | Tree[], to: (text: string) => string): void {
  for (const [key, value] of Object.entries(node)) {
    const index = Array.isArray(node) ? Number(key) : key;
    if (isText(value) && (key === 'reference' || key === 'fullUrl'))
      Object.assign(node, { [index]: to(value) });
    else if (Array.isArray(value) || isTreeObject(value)) rewrite(value, to);
  }
}
