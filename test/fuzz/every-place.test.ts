import { expect, test } from 'vitest';
import { readExample } from '../conformance/fixtures/examples.ts';
import { judgeBytes, longestText, openFull, TEXT_MAX } from '../conformance/hostile/judge-bytes.ts';
import { type Tree, thawObject, toText } from '../conformance/mutants/tree.ts';
import { seededExample } from '../conformance/seeds.ts';
import { spotsOf } from './mutate-tree.ts';

/** Values that code which trusts its input trips over. */
const values: readonly Tree[] = [
  null,
  [],
  '',
  { toString: 1, valueOf: 1 },
  { constructor: null, length: -1 },
  'a'.repeat(5000),
];

const validator = await openFull();

/** Goal: no place of the official request takes the validator down, whatever stands there. */
test.each(
  values.map((value) => [toText(value).slice(0, 40), value] as const),
)('%s at every place of the request', (_, value) => {
  const bundle = thawObject(readExample(seededExample));
  const spots = spotsOf(bundle);
  expect(spots.length).toBeGreaterThan(400);
  for (const spot of spots) {
    const original = spot.get();
    spot.set(value);
    const judgement = judgeBytes(validator, Buffer.from(toText(bundle)));
    spot.set(original);
    expect(judgement.issues).toBeDefined();
    expect(longestText(judgement)).toBeLessThan(TEXT_MAX);
  }
});
