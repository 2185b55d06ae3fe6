import { describe, expect, test } from 'vitest';
import { readExample } from './fixtures/examples.ts';
import { thawObject, toText } from './mutants/tree.ts';
import { createJudge } from './oracle/judge.ts';
import { seededExample, seeds } from './seeds.ts';

const judge = await createJudge();

function seeded(seed: (typeof seeds)[number]): string {
  const bundle = thawObject(readExample(seededExample));
  seed.mutate(bundle);
  return toText(bundle);
}

test('sixteen seeds, each of them changes the bundle in its own way', () => {
  const original = toText(thawObject(readExample(seededExample)));
  expect(new Set([original, ...seeds.map(seeded)]).size).toBe(17);
});

describe('the kernel finds each seed at its exact element, and only what follows from it', () => {
  test.each(seeds)('$name', (seed) => {
    const errors = judge(seeded(seed)).filter((issue) => issue.severity === 'error');
    const places = [...new Set(errors.map((issue) => issue.expression))];
    expect(places.toSorted()).toEqual([...seed.expressions].toSorted());
    const first = errors.filter((issue) => issue.expression === seed.expressions[0]);
    expect(first.map((issue) => issue.rule).join(' ')).toContain(seed.rule);
  });
});
