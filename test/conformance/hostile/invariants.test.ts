import { expect, test } from 'vitest';
import { RUN_STEPS_MAX, runInvariants } from './invariant-runs.ts';
import { openFacts, openFull } from './judge-bytes.ts';

const MS_MAX = 1000;

/** Goal: no invariant takes long on any text. Method: each on elements full of hostile texts. */
test('R33 every invariant of PAS ends on hostile texts', async () => {
  const source = openFacts();
  const { runs, invariants, withoutElement } = runInvariants(await openFull(source), source);
  expect(invariants).toBeGreaterThan(100);
  expect(withoutElement.length).toBeLessThan(invariants / 10);
  const slow = runs.filter((run) => run.ms > MS_MAX || run.steps > RUN_STEPS_MAX * 1.01);
  expect(slow).toEqual([]);
});
