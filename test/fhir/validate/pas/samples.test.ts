import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/fhir/json/json.ts';
import type { Issue } from '../../../../src/fhir/validate/issue.ts';
import type { Validator } from '../../../../src/fhir/validate/validator.ts';
import { openValidator } from '../../../../src/wire.ts';
import { openWorkbench } from '../../../conformance/coverage/workbench.ts';
import { readExamples } from '../../../conformance/fixtures/examples.ts';
import { placesOf, put } from '../../../conformance/mutants/place.ts';
import { Random } from '../../../conformance/mutants/random.ts';
import { thawObject } from '../../../conformance/mutants/tree.ts';
import { applyMend, sampleIn } from './apply-mend.ts';

/**
 * Goal: who pastes the sample of a mend has mended it. Method: an element is taken away, the sample
 * that the mend gives is put in by hand, and the whole is judged again.
 */
let validator: Validator;
beforeAll(async () => {
  validator = await openValidator('2.2');
});

function errorsOf(resource: JsonObject): readonly Issue[] {
  return validator.validate(resource).issues.filter(({ severity }) => severity === 'error');
}

const named = ({ expression, rule }: Issue): string => `${expression} ${rule}`;

/** What is still wrong at the place or below, or newly wrong elsewhere, once the sample is in. */
function leftAfter(issue: Issue, before: readonly Issue[], resource: JsonObject): string[] {
  const document = thawObject(resource);
  if (!applyMend(document, issue)) return [`nowhere to put it: ${named(issue)} ${issue.mend}`];
  const known = new Set(before.filter((one) => one !== issue).map(named));
  const left = errorsOf(document).filter((one) => !known.has(named(one)));
  return left.map((one) => `${issue.mend} -> ${named(one)}`);
}

/** What no sample is short enough for, or asks for a resource, or for more elements than one. */
const WITHOUT = new RegExp(
  [
    'Bundle.entry(:\\w+|.resource)?/min$',
    'Claim.supportingInfo.category/',
    'Subscription.channel',
  ].join('|'),
);

/** The value that it gives is right, and then asks for a reason beside it. */
const ASKS_FOR_MORE = /"with\w+" -> .*\/crd-ci-q8$/;

test('each required element and slice of the PAS profiles has a sample that mends it', async () => {
  const { own, inherited, coverage } = await openWorkbench('2.2', 'hl7.fhir.us.davinci-pas#2.2.1');
  const seen = new Set<string>();
  const without: string[] = [];
  const wrong: string[] = [];
  for (const rule of [...own, ...inherited].filter(({ check }) => check === 'min')) {
    const { mutant, status } = coverage.of(rule);
    if (mutant === undefined || !status.startsWith('covered')) continue;
    const before = errorsOf(mutant);
    for (const issue of before) {
      if (issue.code !== 'required' || seen.has(issue.rule)) continue;
      seen.add(issue.rule);
      if (sampleIn(issue) === undefined) without.push(issue.rule);
      else wrong.push(...leftAfter(issue, before, mutant));
    }
  }
  expect(seen.size).toBeGreaterThan(400);
  expect(without.filter((rule) => !WITHOUT.test(rule))).toEqual([]);
  expect(wrong.filter((line) => !ASKS_FOR_MORE.test(line))).toEqual([]);
}, 120_000);

const requests = readExamples().filter(({ name }) => /^Bundle-.*Request|^Bundle-.*Auth/.test(name));

describe('an element that is taken out of an official request can be put back by its mend', () => {
  test.each(requests)('$name', ({ name, resource }) => {
    const random = new Random(`mends/${name}`);
    const wrong: string[] = [];
    let mended = 0;
    for (let turn = 0; turn < 40; turn++) {
      const bundle = thawObject(resource);
      const places = placesOf(bundle).filter(({ container }) => !Array.isArray(container));
      const place = random.pick(places);
      if (place === undefined) break;
      put(place, undefined);
      const before = errorsOf(bundle);
      for (const issue of before.filter((one) => sampleIn(one) !== undefined)) {
        mended += 1;
        wrong.push(...leftAfter(issue, before, bundle));
      }
    }
    expect(wrong).toEqual([]);
    expect(mended).toBeGreaterThan(2);
  });
});
