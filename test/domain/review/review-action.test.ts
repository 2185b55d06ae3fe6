import { expect, test } from 'vitest';
import {
  currentDetermination,
  isFinal,
  reviewActions,
  rollUp,
} from '../../../src/domain/review/review-action.ts';
import type { LineDecision, ReviewCase } from '../../../src/domain/review/review-case.ts';

/** A case of which only its decisions matter: each line's last one is the one that counts. */
function caseOf(lines: readonly (readonly LineDecision[])[], refusals: number): ReviewCase {
  return {
    refusals: Array.from({ length: refusals }),
    lines: lines.map((decisions, index) => ({
      sequence: index + 1,
      determinations: decisions.map((decision, at) => ({ id: `${index + 1}-${at}`, decision })),
    })),
  } as never; // nothing else of a case is looked at
}

const told: readonly (readonly [string, readonly LineDecision[], string, string, boolean])[] = [
  ['pended', ['pending', 'pending'], 'A4', 'complete', false],
  ['one pended', ['pending', 'approved'], 'A4', 'partial', false],
  ['one pended beside a denial', ['denied-clinical', 'pending'], 'A4', 'partial', false],
  ['approved', ['approved', 'approved'], 'A1', 'complete', true],
  ['one changed', ['approved', 'approved-modified'], 'A6', 'complete', true],
  ['changed and denied', ['approved-modified', 'denied-admin'], 'A2', 'complete', true],
  ['approved and denied', ['approved', 'denied-information'], 'A2', 'complete', true],
  ['denied', ['denied-clinical', 'denied-admin'], 'A3', 'complete', true],
  ['denied, the rest cancelled', ['denied-clinical', 'cancelled'], 'A3', 'complete', true],
  ['approved, the rest free', ['not-required', 'approved'], 'A1', 'complete', true],
  ['redirected, the rest free', ['redirected', 'not-required'], 'CT', 'complete', true],
  ['free, the rest cancelled', ['not-required', 'cancelled'], 'NA', 'complete', true],
  ['cancelled and voided', ['cancelled', 'voided'], 'C', 'complete', true],
];

test.each(told)('a case that is %s', (_, decisions, ...expected) => {
  const [action, outcome, isOver] = expected;
  const one = caseOf(
    decisions.map((decision) => ['pending', decision]),
    0,
  );
  expect(rollUp(one)).toEqual({ action, outcome });
  expect(rollUp({ ...one, lines: [...one.lines].reverse() })).toEqual({ action, outcome });
  expect(isFinal(one)).toBe(isOver);
});

test('a refused case is told as an error and is never final', () => {
  expect(rollUp(caseOf([], 1))).toEqual({ outcome: 'error' });
  expect(rollUp(caseOf([['approved']], 1))).toEqual({ outcome: 'error' });
  expect(rollUp(caseOf([[]], 0))).toEqual({ outcome: 'error' });
  expect(isFinal(caseOf([[]], 0))).toBe(false);
});

test('the last determination of a line counts', () => {
  const one = caseOf([['pending', 'approved'], ['pending']], 0);
  expect(currentDetermination(one, 1)?.id).toBe('1-1');
  expect(currentDetermination(one, 2)?.id).toBe('2-0');
  expect(currentDetermination(one, 3)).toBeUndefined();
});

test('how each decision is told (X12 306)', () => {
  expect(reviewActions).toEqual({
    ...{ pending: 'A4', approved: 'A1', 'approved-modified': 'A6' },
    ...{ 'denied-clinical': 'A3', 'denied-admin': 'A3', 'denied-information': 'A3' },
    ...{ 'not-required': 'NA', redirected: 'CT', cancelled: 'C', voided: 'C' },
  });
});
