import { expect, test } from 'vitest';
import { readExamples } from '../fixtures/examples.ts';
import { generateMutants } from './generate.ts';
import { operators } from './operators.ts';
import { thawObject, toText } from './tree.ts';

const examples = readExamples();

test('the same seed gives the same mutants, another seed others', () => {
  const [first, again, other] = [1, 1, 2].map((seed) => generateMutants(examples, seed, 150));
  expect(again).toEqual(first);
  expect(other?.map(({ text }) => text)).not.toEqual(first?.map(({ text }) => text));
});

test('every operator gives mutants, each different from its example and from all others', () => {
  const before = examples.map(({ resource }) => JSON.stringify(resource));
  const mutants = generateMutants(examples, 1, operators.length * 4);
  const texts = new Set(mutants.map(({ text }) => text));
  const originals = examples.map(({ resource }) => toText(thawObject(resource)));
  expect(operators.length).toBeGreaterThanOrEqual(25);
  expect(new Set(operators.map(({ name }) => name)).size).toBe(operators.length);
  expect(new Set(mutants.map(({ operator }) => operator)).size).toBe(operators.length);
  expect(texts.size).toBe(mutants.length);
  expect(originals.filter((text) => texts.has(text))).toEqual([]);
  expect(examples.map(({ resource }) => JSON.stringify(resource))).toEqual(before);
});
