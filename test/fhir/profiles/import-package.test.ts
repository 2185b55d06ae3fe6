import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openFactFiles, readTrain } from '../../../src/adapters/fact-files.ts';
import { readPackageArchive } from '../../../src/adapters/package-archive.ts';
import { importPackage } from '../../../src/fhir/profiles/import-package.ts';
import { namedCanonicals } from '../../../src/fhir/profiles/referenced-canonicals.ts';

const manifest = {
  name: 'org.example',
  version: '1.0.0',
  canonical: 'http://example.org',
  description: 'prose',
  dependencies: { 'hl7.fhir.r4.core': '4.0.1', another: '1.0.0' },
};
const valueSet = { resourceType: 'ValueSet', id: 'a', url: 'http://example.org/ValueSet/a' };

function importFiles(files: Record<string, unknown>) {
  const texts = Object.entries({ 'package.json': manifest, ...files }).map(
    ([name, content]): [string, Uint8Array] => [
      `package/${name}`,
      Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
    ],
  );
  return importPackage({ files: new Map(texts), sha256: 'digest' });
}

test('a package becomes an index and one file per canonical', () => {
  const folder = importFiles({
    'ValueSet-a.json': { ...valueSet, name: 'A', compose: { include: [{ system: 's' }] } },
    'SearchParameter-p.json': {
      resourceType: 'SearchParameter',
      id: 'p',
      url: 'u',
      code: 'c',
      type: 'uri',
      base: [],
    },
    'Basic-b.json': { resourceType: 'Basic' },
    '.index.json': 'not read',
    'example/Claim.json': 'not read',
  });
  expect(folder.ok && folder.value.packageId).toBe('org.example#1.0.0');
  expect(folder.ok && Object.fromEntries(folder.value.files)).toMatchInlineSnapshot(`
    {
      "package.json": "{
      "name": "org.example",
      "version": "1.0.0",
      "canonicals": {
        "http://example.org/ValueSet/a": {"resourceType": "ValueSet", "file": "value-sets/a.json"},
        "u": {"resourceType": "SearchParameter", "file": "search-parameters.json#p"}
      },
      "dependencies": {"another": "1.0.0", "hl7.fhir.r4.core": "4.0.1"},
      "origin": "http://example.org",
      "scope": "all",
      "sha256": "digest"
    }
    ",
      "search-parameters.json": "{
      "p": {"resourceType": "SearchParameter", "url": "u", "base": [], "code": "c", "type": "uri"}
    }
    ",
      "value-sets/a.json": "{
      "resourceType": "ValueSet",
      "url": "http://example.org/ValueSet/a",
      "include": [{"system": "s"}]
    }
    ",
    }
  `);
});

const refused: readonly [string, Record<string, unknown>, string][] = [
  ['a name that is a path', { 'package.json': { ...manifest, name: '../a' } }, 'no usable name'],
  ['no version', { 'package.json': { name: 'a' } }, 'no usable version'],
  ['a manifest that is no JSON', { 'package.json': '{' }, 'package/package.json is not valid JSON'],
  ['a file that is no JSON', { 'a.json': '{"a":' }, 'package/a.json is not valid JSON'],
  ['a resource that is no object', { 'a.json': '[]' }, 'package/a.json is not a JSON object'],
  ['a fault in a resource', { 'a.json': { ...valueSet, url: 1 } }, 'package/a.json: a ValueSet'],
  [
    'two of one URL',
    { 'a.json': valueSet, 'b.json': { ...valueSet, id: 'b' } },
    'two canonicals have the URL http://example.org/ValueSet/a',
  ],
  [
    'two ids that differ in case only',
    { 'a.json': valueSet, 'b.json': { ...valueSet, id: 'A', url: 'b' } },
    'two canonicals need the file value-sets/A.json',
  ],
];

test.each(refused)('refused: %s', (_, files, reason) => {
  const folder = importFiles(files);
  expect(folder.ok ? 'imported' : folder.problem).toContain(reason);
});

test('refused: no manifest', () => {
  expect(importPackage({ files: new Map(), sha256: '' })).toEqual({
    ok: false,
    problem: 'package/package.json is missing',
  });
});

const archives: readonly [string, string][] = [
  ['davinci_pas_2.2.1.tgz', 'hl7.fhir.us.davinci-pas#2.2.1'],
  ['us_core_700.tgz', 'hl7.fhir.us.core#7.0.0'],
  ['hl7.fhir.us.davinci-hrex-1.2.0.tgz', 'hl7.fhir.us.davinci-hrex#1.2.0'],
  [
    'hl7.fhir.uv.subscriptions-backport.r4-1.1.0.tgz',
    'hl7.fhir.uv.subscriptions-backport.r4#1.1.0',
  ],
  ['local.fhir-extension-stubs-0.0.1.tgz', 'local.fhir-extension-stubs#0.0.1'],
];

describe.skipIf(!existsSync('../shared/ig'))('the packages themselves (needs ../shared)', () => {
  test.each(archives)('%s gives the committed bytes again', async (archive, packageId) => {
    const content = await readPackageArchive(readFileSync(join('../shared/ig', archive)));
    if (!content.ok) throw new Error(content.problem);
    const folder = importPackage(content.value);
    if (!folder.ok) throw new Error(folder.problem);
    expect(folder.value.packageId).toBe(packageId);
    expect([...folder.value.files.keys()].sort()).toEqual(filesIn(join('profiles', packageId)));
    for (const [path, text] of folder.value.files)
      expect(readFileSync(join('profiles', packageId, path), 'utf8') === text, path).toBe(true);
  });

  test.each(
    referenced,
  )('%s gives what the others reach, and no more', async (archive, packageId) => {
    const content = await readPackageArchive(readFileSync(join('../shared/ig', archive)));
    if (!content.ok) throw new Error(content.problem);
    const others = readTrain('profiles', '2.2').filter((id) => id !== packageId && !isBase(id));
    const folder = importPackage(content.value, namedBy(others));
    expect(folder.ok && folder.value.files.get('package.json')).toBe(
      readFileSync(join('profiles', packageId, 'package.json'), 'utf8'),
    );
  });
});

const referenced: readonly [string, string][] = [
  ['hl7.fhir.us.davinci-cdex-2.1.0.tgz', 'hl7.fhir.us.davinci-cdex#2.1.0'],
  ['hl7.fhir.us.davinci-dtr-2.2.0.tgz', 'hl7.fhir.us.davinci-dtr#2.2.0'],
  ['hl7.fhir.us.davinci-crd-2.2.1.tgz', 'hl7.fhir.us.davinci-crd#2.2.1'],
  ['hl7.fhir.uv.sdc-4.0.0.tgz', 'hl7.fhir.uv.sdc#4.0.0'],
];
const isBase = (id: string) => id.startsWith('hl7.fhir.r4.core');

function namedBy(packages: readonly string[]): ReadonlySet<string> {
  const source = openFactFiles(['profiles'], packages);
  const facts = source.packages.flatMap(({ name, version, canonicals }) =>
    Object.values(canonicals).map(({ file }) => source.read(`${name}#${version}`, file)),
  );
  return new Set(facts.flatMap((one) => (one === undefined ? [] : [...namedCanonicals(one)])));
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
