import { expect, test } from 'vitest';
import { claimsOfCase } from '../../../src/domain/review/ledger.ts';
import type { Determination, ReviewCase } from '../../../src/domain/review/review-case.ts';
import type { DateSpan } from '../../../src/domain/time.ts';
import { day, decided, need, rulebook } from './decided.ts';

/** Goal: the ledger holds what stands. Method: a case that a later determination changes. */
const { modifiers } = rulebook;
const asked = { from: day('2026-12-01'), to: day('2027-11-30') };
const shorter = { from: day('2026-12-05'), to: day('2027-02-28') };

/** The case once it was approved for other dates than those that were asked for. */
function granted(span: DateSpan, decision: Determination['decision']): ReviewCase {
  const { reviewCase } = decided({ facts: need });
  const lines = reviewCase.lines.map((line) => ({
    ...line,
    determinations: line.determinations.flatMap((first) => [
      first,
      {
        ...first,
        decision,
        ...(first.authorization === undefined
          ? {}
          : { authorization: { ...first.authorization, span } }),
      },
    ]),
  }));
  return { ...reviewCase, lines };
}

test.each<[string, DateSpan, Determination['decision'], readonly DateSpan[]]>([
  ['as asked', asked, 'approved', [asked]],
  ['for fewer days', shorter, 'approved-modified', [shorter]],
  ['without an end', { from: shorter.from }, 'approved-modified', [{ from: shorter.from }]],
  ['and voided', shorter, 'voided', []],
])('a line that is approved %s claims what was granted', (_, span, decision, claimed) => {
  const claims = claimsOfCase(granted(span, decision), modifiers);
  expect(claims.map(({ from, to }) => (to === undefined ? { from } : { from, to }))).toEqual(
    claimed,
  );
});
