import { expect, test } from 'vitest';
import type { QualificationAsSent } from '../../../../src/domain/review/qualification-as-sent.ts';
import { day, outcome } from '../decided.ts';

/** Goal: a licence that is not in force when the service begins keeps a line for a person. */
const open =
  'qualifications: a licence or another qualification that the request tells is not in force';
const from = day('2001-01-01');
const licence: QualificationAsSent = { origin: 'q', periods: [], texts: ['Medical license'] };

test.each<[string, Partial<QualificationAsSent>, string]>([
  ['without dates', {}, 'approved'],
  ['in force for long', { periods: [{ from }] }, 'approved'],
  ['in force until the service begins', { periods: [{ from, to: day('2026-12-01') }] }, 'approved'],
  ['over the day before', { periods: [{ from, to: day('2026-11-30') }] }, open],
  ['of which the start is not told', { periods: [{ to: day('2026-11-30') }] }, open],
  ['that begins with the service', { periods: [{ from: day('2026-12-01') }] }, 'approved'],
  ['that begins a day later', { periods: [{ from: day('2026-12-02') }] }, open],
  ['whose number is over', { periods: [{ from }, { to: day('2020-12-31') }] }, open],
  ['with a period that says nothing', { periods: [{}] }, 'approved'],
  ['with dates that are none', { isUnreadable: true }, open],
  ['that was revoked', { texts: ['Medical license', 'REVOKED 2020'] }, open],
  ['that is suspended, in Spanish', { texts: ['Licencia suspendida'] }, open],
  ['with a number, and without limits', { texts: ['License no. 7, unrestricted'] }, 'approved'],
  ['with words beyond reading', { texts: ['a'.repeat(1001)] }, open],
])('a licence %s', (_, change, expected) => {
  const qualifications = [licence, { ...licence, ...change }];
  expect(outcome({}, { request: { qualifications } })).toBe(expected);
});

test('what is written on a licence is read once, however many lines ask', () => {
  let reads = 0;
  const told = {
    ...{ origin: 'q', periods: [] },
    get texts() {
      reads += 1;
      return ['Medical license'];
    },
  };
  for (let line = 0; line < 3; line += 1) outcome({}, { request: { qualifications: [told] } });
  expect(reads).toBe(1);
});
