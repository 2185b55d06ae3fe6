import { expect, test } from 'vitest';
import { judgeBytes, openFull } from '../conformance/hostile/judge-bytes.ts';
import { runCampaign } from './campaign.ts';

const COUNT = 1000;
const MS_MAX = 250;

/** `FUZZ_SEED=…` repeats a run; without it every run is another one. */
const seed = process.env.FUZZ_SEED ?? String(Date.now());

/** Goal: nothing makes the validator throw or hang. Method: random mutants of the examples. */
test(`${COUNT} random mutants from seed ${seed}: each is judged in time`, async () => {
  const campaign = runCampaign(await openFull(), { seed, count: COUNT, msMax: MS_MAX });
  expect(campaign.failures.slice(0, 3)).toEqual([]);
  expect(campaign.mutants).toBe(COUNT);
  // Were nearly all refused or nearly all valid, the mutants would test nothing.
  expect(campaign.refused).toBeGreaterThan(COUNT / 10);
  expect(campaign.invalid).toBeGreaterThan(COUNT / 4);
});

/** Mutants that once made the validator throw: an id, a type with a `toString` of its own. */
const once = [
  '{"resourceType":"Patient","id":{"toString":1}}',
  '{"resourceType":{"toString":1},"id":"x"}',
];

test.each(once)('an entry that once made the validator throw: %s', async (resource) => {
  const reference = '{"reference":"Patient/x"}';
  const claim = `{"resourceType":"Claim","id":"c","patient":${reference}}`;
  const entries = [resource, claim].map((one) => `{"fullUrl":"http://a.org/x","resource":${one}}`);
  const bundle = `{"resourceType":"Bundle","type":"collection","entry":[${entries}]}`;
  const { issues } = judgeBytes(await openFull(), Buffer.from(bundle));
  expect(issues?.some(({ severity }) => severity === 'error')).toBe(true);
});
