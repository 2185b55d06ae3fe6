import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFactFiles, readTrain } from '../../../src/adapters/fact-files.ts';
import { createRegistry } from '../../../src/fhir/validate/registry.ts';

/** The members each kind of object in a fact file may have: none of them holds prose. */
const members: Record<string, readonly string[]> = {
  StructureDefinition: [
    ...['resourceType', 'url', 'version', 'kind', 'abstract', 'type', 'base', 'derivation'],
    ...['contexts', 'contextInvariants', 'elements'],
  ],
  contexts: ['type', 'expression'],
  elements: [
    ...['id', 'path', 'sliceName', 'sliceIsConstraining', 'min', 'max', 'types', 'maxLength'],
    ...['contentReference', 'mustSupport', 'isModifier', 'fixed', 'pattern', 'minValue'],
    ...['maxValue', 'binding', 'slicing', 'constraints'],
  ],
  types: [
    ...['code', 'profiles', 'targetProfiles', 'aggregation', 'versioning', 'fhirType', 'regex'],
  ],
  binding: ['strength', 'valueSet', 'maxValueSet'],
  slicing: ['discriminators', 'rules', 'ordered'],
  discriminators: ['type', 'path'],
  constraints: ['key', 'severity', 'expression'],
  fixed: ['type', 'value'],
  pattern: ['type', 'value'],
  minValue: ['type', 'value'],
  maxValue: ['type', 'value'],
  CodeSystem: [
    ...['resourceType', 'url', 'version', 'content', 'caseSensitive', 'supplements', 'concepts'],
  ],
  concepts: ['code', 'concepts', 'parents', 'properties'],
  ValueSet: ['resourceType', 'url', 'version', 'include', 'exclude', 'expansion'],
  include: ['system', 'version', 'codes', 'filters', 'valueSets'],
  exclude: ['system', 'version', 'codes', 'filters', 'valueSets'],
  filters: ['property', 'op', 'value'],
  expansion: ['system', 'codes'],
  SearchParameter: [
    'resourceType',
    'url',
    'version',
    'code',
    'type',
    'base',
    'expression',
    'target',
  ],
  package: ['name', 'version', 'origin', 'sha256', 'scope', 'dependencies', 'canonicals'],
  entry: ['file', 'resourceType', 'version', 'type'],
};
/** A pattern's value is the constraint itself, whatever its members are called. */
const freeMembers = ['value', 'properties', 'dependencies'];

const corrections = 'constraints.json';
const repairs = 'r4.json';
const versions = 'versions.json';
const contexts = 'contexts.json';

const folders = readdirSync('profiles', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test.each(folders)('%s holds facts and no prose', (folder) => {
  for (const [path, content] of filesIn(join('profiles', folder))) {
    const faults = path.endsWith('search-parameters.json')
      ? Object.values(content).flatMap((one) => strangers(one, 'SearchParameter'))
      : strangers(content, String(content.resourceType));
    expect(faults, path).toEqual([]);
  }
});

test.each(folders)('the index of %s has facts only, a correction its reason', (folder) => {
  const index = readJson(join('profiles', folder, 'package.json'));
  const { canonicals } = index;
  if (!isObject(canonicals)) throw new Error('no index');
  expect(strangers({ ...index, canonicals: [] }, 'package')).toEqual([]);
  for (const entry of Object.values(canonicals)) {
    if (!isObject(entry)) throw new Error('no entry');
    const { reason, ...rest } = entry;
    expect(strangers(rest, 'entry')).toEqual([]);
    if (folder === 'overrides') expect(String(reason).length).toBeGreaterThan(40);
    else expect(reason).toBeUndefined();
  }
  expect(`${index.name}#${index.version}`).toBe(
    folder === 'overrides' ? 'overrides#1.0.0' : folder,
  );
});

test('each corrected constraint was published so, and has its reason', () => {
  const base = readdirSync(join('dist', 'profiles'))[0] ?? '';
  const folder = join('dist', 'profiles', base, 'structures');
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const rows: unknown = JSON.parse(
    readFileSync(join('profiles', 'overrides', corrections), 'utf8'),
  );
  if (!Array.isArray(rows)) throw new Error('no list of corrections');
  expect(rows.length).toBeGreaterThan(0);
  for (const { key, expression, correction, reason } of rows) {
    expect(reason.length, key).toBeGreaterThan(40);
    expect(correction, key).not.toBe(expression);
    const published = JSON.stringify(expression);
    expect(
      texts.some((text) => text.includes(published)),
      key,
    ).toBe(true);
  }
});

test('each repair of base R4 is facts and no prose, and has its reason', () => {
  const rows: unknown = JSON.parse(readFileSync(join('profiles', 'overrides', repairs), 'utf8'));
  if (!Array.isArray(rows)) throw new Error('no list of repairs');
  for (const { url, facts, reason, ...rest } of rows) {
    expect(Object.keys(rest), url).toEqual([]);
    expect(reason.length, url).toBeGreaterThan(40);
    if (facts === null) continue;
    expect(facts.url).toBe(url);
    expect(strangers(facts, facts.resourceType), url).toEqual([]);
  }
});

/** Pins of what no package here has in any version are simply not loaded. */
test('every version that the facts pin is here, or a row says what stands in for it', () => {
  const source = openFactFiles(
    ['profiles', join('dist', 'profiles')],
    readTrain('profiles', '2.2'),
  );
  const registry = createRegistry(source);
  const pins = new Set<string>();
  for (const { name, version, canonicals } of source.packages) {
    for (const { file } of Object.values(canonicals)) {
      for (const pin of pinsIn(source.read(`${name}#${version}`, file))) pins.add(pin);
    }
  }
  const open = [...pins].filter(
    (pin) =>
      registry.versions(pin).length > 0 &&
      registry.resolve(pin, registry.firstPackage) === undefined,
  );
  expect(open).toEqual([]);
  expect(pins.size).toBeGreaterThan(300);
  for (const { canonical, by, reason } of source.standIns) {
    expect(pins, canonical).toContain(canonical);
    expect(registry.resolve(by, registry.firstPackage)?.facts.url, by).toBe(by.split('|')[0]);
    expect(reason.length, canonical).toBeGreaterThan(40);
  }
});

function pinsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^https?:[^ ]*\|[^ ]*$/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(pinsIn);
  if (!isObject(value)) return [];
  const { system, version } = value;
  const own = typeof system === 'string' && typeof version === 'string';
  return [...Object.values(value).flatMap(pinsIn), ...(own ? [`${system}|${version}`] : [])];
}

test('each erratum of a context is about an extension of R4, and has its reason', () => {
  const rows: unknown = JSON.parse(readFileSync(join('profiles', 'overrides', contexts), 'utf8'));
  if (!Array.isArray(rows)) throw new Error('no list of errata');
  const source = openFactFiles([join('dist', 'profiles')], ['hl7.fhir.r4.core#4.0.1']);
  const registry = createRegistry(source);
  for (const { url, also = [], withoutInvariants, reason, ...rest } of rows) {
    const facts = registry.structure(url, registry.firstPackage)?.facts;
    expect(Object.keys(rest), url).toEqual([]);
    expect(reason.length, url).toBeGreaterThan(40);
    expect(facts?.type, url).toBe('Extension');
    if (withoutInvariants) expect(facts?.contextInvariants, url).not.toEqual([]);
    else expect(also, url).not.toEqual([]);
    const published = facts?.contexts?.map(({ expression }) => expression) ?? [];
    expect(
      published.filter((one) => also.includes(one)),
      url,
    ).toEqual([]);
  }
});

test('every folder is in a train, and every folder of a train is there or built', () => {
  const rows = Object.values(readJson(join('profiles', 'trains.json'))).flat();
  const named = rows.map((row) => (isObject(row) ? String(row.package) : ''));
  expect(folders.filter((folder) => !named.includes(folder))).toEqual([]);
  const absent = new Set(named.filter((name) => !folders.includes(name)));
  expect([...absent]).toEqual(['hl7.fhir.r4.core#4.0.1']);
});

function strangers(value: unknown, kind: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => strangers(item, kind));
  if (!isObject(value)) return [];
  const allowed = members[kind];
  if (allowed === undefined) return [`${kind} is no known kind`];
  return Object.entries(value).flatMap(([name, member]) => {
    if (!allowed.includes(name)) return [`${kind}.${name}`];
    return freeMembers.includes(name) ? [] : strangers(member, name);
  });
}

function filesIn(folder: string): readonly [string, Readonly<Record<string, unknown>>][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) =>
        path.endsWith('.json') &&
        !['package.json', corrections, repairs, versions, contexts].includes(path),
    )
    .map((path) => [path, readJson(join(folder, path))]);
}

function readJson(path: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isObject(value)) throw new Error(`${path} is no object`);
  return value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
