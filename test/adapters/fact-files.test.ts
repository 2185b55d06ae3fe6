import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openFactFiles, readTrain } from '../../src/adapters/fact-files.ts';
import { writeFactFolder } from '../../src/adapters/fact-folders.ts';

const roots = ['profiles', 'dist/profiles'];
const scratch = mkdtempSync(join(tmpdir(), 'facts-'));
afterAll(() => rmSync(scratch, { recursive: true }));

test('it refuses to start without a package, and without an index', () => {
  expect(() => openFactFiles(roots, ['no.such.package#1.0.0'])).toThrow(
    'package no.such.package#1.0.0 is not in profiles or dist/profiles',
  );
  mkdirSync(join(scratch, 'a#1'));
  writeFileSync(join(scratch, 'a#1', 'package.json'), '{"name": "a"}');
  expect(() => openFactFiles([scratch], ['a#1'])).toThrow('a#1/package.json is not an index');
});

test('a train lists its packages, the corrections first', () => {
  const train = readTrain('profiles', '2.2');
  expect(train[0]).toBe('overrides');
  expect(train).toContain('hl7.fhir.r4.core#4.0.1');
  expect(() => readTrain('profiles', '9.9')).toThrow('there is no release train "9.9"');
  expect(() => readTrain('profiles', 'constructor')).toThrow('there is no release train');
});

test('every canonical of the train is where its index says', () => {
  const source = openFactFiles(roots, readTrain('profiles', '2.2'));
  for (const { name, version, canonicals } of source.packages) {
    for (const [url, entry] of Object.entries(canonicals)) {
      const facts = source.read(`${name}#${version}`, entry.file);
      expect(facts, `${name} ${entry.file}`).toMatchObject({
        url,
        resourceType: entry.resourceType,
      });
    }
  }
});

test('a file is read once, and only files of the index are read', () => {
  const source = openFactFiles(roots, ['hl7.fhir.r4.core#4.0.1']);
  const id = 'hl7.fhir.r4.core#4.0.1';
  const patient = source.read(id, 'structures/Patient.json');
  expect(patient).toBeDefined();
  expect(source.read(id, 'structures/Patient.json')).toBe(patient);
  expect(source.read(id, 'search-parameters.json#Claim-patient')).toMatchObject({
    code: 'patient',
  });
  expect(source.read(id, '../../package.json')).toBeUndefined();
  expect(source.read(id, 'structures/Unknown.json')).toBeUndefined();
  expect(source.read('other#1', 'structures/Patient.json')).toBeUndefined();
});

test('a folder takes the place of the one before, and leaves nothing beside it', () => {
  const write = (text: string) =>
    writeFactFolder(scratch, { packageId: 'b#1', files: new Map([[`deep/${text}.json`, text]]) });
  write('old');
  write('new');
  expect(readdirSync(join(scratch, 'b#1', 'deep'))).toEqual(['new.json']);
  expect(readFileSync(join(scratch, 'b#1', 'deep', 'new.json'), 'utf8')).toBe('new');
  expect(readdirSync(scratch).filter((name) => name.startsWith('.'))).toEqual([]);
});
