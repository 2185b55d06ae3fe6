import { expect, test } from 'vitest';
import { claimsOfCase } from '../../../src/domain/review/ledger.ts';
import type { Determination, ReviewCase } from '../../../src/domain/review/review-case.ts';
import type { DateSpan, Instant } from '../../../src/domain/time.ts';
import { plainRequest } from '../requests.ts';
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

test('a line without dates is of the day on which it came, as it is where the plan is', () => {
  const lines = plainRequest().lines.map(({ servicedSpan: _, ...line }) => line);
  const { reviewCase } = decided({ request: { lines } });
  const late = { ...reviewCase, receivedAt: '2026-11-29T02:00:00.000Z' as Instant };
  expect(late.standing?.timeZone).toBe('America/New_York');
  expect(claimsOfCase(late, modifiers).map(({ from }) => from)).toEqual(['2026-11-28']);
});

test('what is open of somebody who may be another member claims nothing', () => {
  const states = (reviewCase: ReviewCase, isMemberUnsure: boolean) => {
    const { standing } = reviewCase;
    if (standing === undefined) throw new Error('nobody was found');
    const unsure = { ...reviewCase, standing: { ...standing, isMemberUnsure } };
    return claimsOfCase(unsure, modifiers).map(({ state }) => state);
  };
  const open = decided({}).reviewCase;
  const approved = decided({ facts: need }).reviewCase;
  expect([states(open, true), states(open, false)]).toEqual([[], ['open']]);
  expect(states(approved, true)).toEqual(['authorized']);
  const { standing: _, ...nobody } = open;
  expect(claimsOfCase(nobody, modifiers).map(({ state }) => state)).toEqual(['open']);
});
