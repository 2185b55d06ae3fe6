import { expect, test } from 'vitest';
import { readExample } from './fixtures/examples.ts';
import { thawObject, toText } from './mutants/tree.ts';
import { seededExample, seeds } from './seeds.ts';

test('sixteen seeds, each of them changes the bundle in its own way', () => {
  const original = readExample(seededExample);
  const texts = seeds.map((seed) => {
    const bundle = thawObject(original);
    seed.mutate(bundle);
    return toText(bundle);
  });
  expect(new Set([toText(thawObject(original)), ...texts]).size).toBe(17);
});
