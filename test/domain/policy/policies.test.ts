import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadRulebook } from '../../../src/adapters/rulebook-files.ts';
import { evaluate, factIdsOf } from '../../../src/domain/policy/evaluate.ts';
import type { Fact } from '../../../src/domain/policy/trace.ts';
import { allOf, anyOf, atLeast } from '../../../src/domain/policy/truth.ts';
import type { RefusalKind } from '../../../src/domain/review/refusal.ts';

/** Goal: the rulebook decides its own cases as it says, and Kleene's tables hold. */
const folder = join(import.meta.dirname, '../../../policies');
const loaded = loadRulebook(folder);
if (!loaded.ok) throw new Error(loaded.problem);
const rulebook = loaded.value;
const [policy] = rulebook.policies;
if (policy === undefined) throw new Error('there is no policy');

interface PolicyCase {
  readonly name: string;
  readonly facts: Readonly<Record<string, string | readonly string[]>>;
  readonly truth: string;
}

const cases: readonly PolicyCase[] = JSON.parse(
  readFileSync(join(folder, 'home-oxygen', 'cases.json'), 'utf8'),
);

function factsOf({ facts }: PolicyCase): Map<string, Fact> {
  const absent = factIdsOf(policy?.criteria ?? { id: '', text: { en: '', es: '' }, all: [] });
  const found = new Map<string, Fact>(
    absent.map((id) => [id, { id, reason: 'no-evidence', evidence: [] }]),
  );
  for (const [id, given] of Object.entries(facts)) found.set(id, factOf(id, given));
  return found;
}

function factOf(id: string, given: string | readonly string[]): Fact {
  if (typeof given !== 'string') {
    const system = 'http://hl7.org/fhir/sid/icd-10-cm';
    const codes = given.map((code) => ({ system, code }));
    return { id, value: { type: 'codes', codes }, evidence: [] };
  }
  const [amount = '', unit = ''] = given.split(' ');
  return { id, value: { type: 'quantity', amount, unit }, evidence: [] };
}

describe('home oxygen', () => {
  test.each(cases)('$name', (one) => {
    expect(evaluate(policy.criteria, factsOf(one)).result).toBe(one.truth);
  });

  test('a lower saturation never supports less', () => {
    const rank = { notMet: 0, unknown: 1, met: 2 } as const;
    const truth = (percent: number) => {
      const facts = { 'oxygen-saturation': `${percent} %`, diagnoses: ['J44.9'] };
      return rank[evaluate(policy.criteria, factsOf({ name: '', facts, truth: '' })).result];
    };
    const percents = fc.integer({ min: 50, max: 100 });
    fc.assert(
      fc.property(percents, percents, (one, other) => {
        expect(truth(Math.min(one, other))).toBeGreaterThanOrEqual(truth(Math.max(one, other)));
      }),
    );
  });
});

test('the lint: known facts, documents that settle known criteria, lists with a policy', () => {
  const facts = new Set(rulebook.facts.map(({ id }) => id));
  for (const { criteria, documents } of rulebook.policies) {
    expect(factIdsOf(criteria).filter((id) => !facts.has(id))).toEqual([]);
    const text = JSON.stringify(criteria);
    const settled = documents.flatMap(({ settles }) => settles);
    expect(settled.filter((id) => !text.includes(`"id":"${id}"`))).toEqual([]);
  }
  const policies = new Set(rulebook.policies.map(({ id }) => id));
  const listed = rulebook.requirements.flatMap((row) => row.policy ?? []);
  expect(listed.filter((id) => !policies.has(id))).toEqual([]);
});

test.each([
  [['met', 'met'], 'met', 'met', 'met'],
  [['met', 'unknown'], 'unknown', 'met', 'unknown'],
  [['met', 'notMet'], 'notMet', 'met', 'notMet'],
  [['unknown', 'unknown'], 'unknown', 'unknown', 'unknown'],
  [['unknown', 'notMet'], 'notMet', 'unknown', 'notMet'],
  [['notMet', 'notMet'], 'notMet', 'notMet', 'notMet'],
] as const)('Kleene: %s', (truths, every, some, two) => {
  expect([allOf(truths), anyOf(truths), atLeast(2, truths)]).toEqual([every, some, two]);
});

test('every refusal has its X12 codes, place and words', () => {
  const kinds: Readonly<Record<RefusalKind, readonly [rejectReason: string, place: string]>> = {
    'member-not-found': ['75', '2010C-NM109'],
    'member-ambiguous': ['76', '2010C-NM109'],
    'coverage-not-active': ['95', '2010C-DTP03'],
    'payer-not-us': ['79', '2010A-NM109'],
    'payer-missing': ['T4', '2010A-NM109'],
    'requester-not-allowed': ['41', '2010B-NM109'],
    'provider-unknown': ['51', '2010B-NM109'],
    'provider-id-invalid': ['43', '2010B-NM109'],
    'provider-not-enrolled': ['52', '2010B-NM109'],
    'not-supported': ['42', '2000E-UM02'],
  };
  const known = rulebook.refusals.map(({ kind, rejectReason, element }) => [
    kind,
    [rejectReason, element],
  ]);
  expect(Object.fromEntries(known)).toEqual(kinds);
});
