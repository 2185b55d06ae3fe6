import { expect, test } from 'vitest';
import { createValidator } from '../../../src/fhir/validate/validator.ts';
import { readExample, readExamples } from '../fixtures/examples.ts';
import { seededExample } from '../seeds.ts';
import { watchReads } from './fact-reads.ts';
import { openFacts } from './judge-bytes.ts';

/** Goal: who validates PAS pays for PAS. Method: the files that validations ask for, counted. */
test('opening a train reads no definition', () => {
  const { source, files } = watchReads(openFacts());
  createValidator(source);
  expect([...files]).toEqual([]);
});

test('the request bundle needs a small part of the facts', () => {
  const { source, files, available } = watchReads(openFacts());
  createValidator(source).validate(readExample(seededExample));
  expect(files.size).toBeGreaterThan(50);
  expect(files.size).toBeLessThan(available / 4);
});

test.each([
  'MolecularSequence',
  'Contract',
  'VisionPrescription',
  'TestScript',
])('all examples of PAS together never need %s', (type) => {
  const { source, files } = watchReads(openFacts());
  const validator = createValidator(source);
  for (const { resource } of readExamples()) validator.validate(resource);
  const ofType = [...files].filter((file) => file.endsWith(`/${type}.json`));
  expect(ofType).toEqual([]);
});
