import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldedCode } from '../../../src/domain/code/procedure-code.ts';
import { distinguishing } from '../../../src/domain/policy/modifier.ts';
import type { LedgerClaim } from '../../../src/domain/review/ledger.ts';
import { codeOf, LedgerIndex } from '../../../src/domain/review/ledger-index.ts';
import { addDays, type DateSpan, spansOverlap } from '../../../src/domain/time.ts';
import { day, rulebook } from './decided.ts';

/**
 * Goal: a line finds what it found when it was held against each claim, and the claims of other
 * services cost it nothing. Method: the plain way as the reference; looks are counted, not timed.
 */
const rows = rulebook.modifiers;

/** Each claim, one after the other. */
function plainly(claims: readonly LedgerClaim[], keys: readonly string[], span: DateSpan) {
  return claims.find(({ service, from, to }) => {
    const [, code = '', tail = ''] = /^([^-]+)((?:-[^-]{2})+)$/u.exec(service) ?? [];
    const others = distinguishing(rows, tail.slice(1).split('-'));
    const isOlder = code !== '' && keys.includes([foldedCode(code), ...others].join('-'));
    const isOn = keys.includes(service) || isOlder;
    return isOn && spansOverlap(span, to === undefined ? { from } : { from, to });
  });
}

const services = ['E1390', 'e1390', 'E1390-RR', 'E1390-LT', 'E1390-KX-LT', '20610', '20610-50'];
const service = fc.constantFrom(...services, '', '-', '0002-1433-80', 'ZZZZZ-zz');
const span = fc.tuple(fc.nat(60), fc.option(fc.nat(30))).map(([start, days]): DateSpan => {
  const from = addDays(day('2026-12-01'), start);
  return days === null ? { from } : { from, to: addDays(from, days) };
});
const claim = fc.tuple(service, span, fc.nat(9)).map(
  ([name, dates, lineSequence]): LedgerClaim => ({
    ...{ caseId: 'c', lineSequence, state: 'open', service: name },
    ...dates,
  }),
);
const keys = fc.uniqueArray(service, { maxLength: 4 });

test('the same claim as by looking at each', () => {
  const claims = fc.array(claim, { maxLength: 12 });
  fc.assert(
    fc.property(claims, claims, keys, span, (before, added, asked, dates) => {
      const index = new LedgerIndex(before, rows);
      index.add(added);
      expect(index.firstOn(asked, dates)).toBe(plainly([...before, ...added], asked, dates));
    }),
    { numRuns: 500 },
  );
});

test('a line looks at no claim of another service', () => {
  let looks = 0;
  const counted = (name: string): LedgerClaim => ({
    ...{ caseId: 'c', lineSequence: 1, state: 'open', service: name },
    get from() {
      looks += 1;
      return day('2026-12-01');
    },
  });
  const many = Array.from({ length: 5000 }, (_, index) => counted(`Z${1000 + index}`));
  const index = new LedgerIndex([...many, counted('E1390')], rows);
  expect(index.firstOn(['E1390'], { from: day('2026-12-01') })?.service).toBe('E1390');
  expect(looks).toBeLessThanOrEqual(2);
});

test('the days of a service are gathered once, however many lines ask for them', () => {
  let looks = 0;
  const counted = (index: number): LedgerClaim => ({
    ...{ caseId: 'c', lineSequence: 1, state: 'open', service: 'E1390', to: day('2026-12-09') },
    get from() {
      looks += 1;
      return addDays(day('2026-12-01'), index % 5);
    },
  });
  const index = new LedgerIndex(
    Array.from({ length: 2000 }, (_, at) => counted(at)),
    rows,
  );
  const window = { from: day('2026-12-03'), to: day('2027-12-02') };
  for (let line = 0; line < 200; line += 1) {
    expect(index.daysOn(['E1390'], window).count).toBe(7 + Math.min(line, 1));
    index.add([{ ...counted(0), from: day('2026-12-09'), to: day('2026-12-10') }]);
  }
  expect(looks).toBeLessThanOrEqual(2000 + 200);
});

test('keys of older cases, with all their modifiers, are found again', () => {
  const from = day('2026-12-01');
  const isFound = (name: string): boolean => {
    const older: LedgerClaim = { caseId: 'c', lineSequence: 1, state: 'open', service: name, from };
    return new LedgerIndex([older], rows).firstOn(['E1390'], { from }) !== undefined;
  };
  expect(['E1390', 'E1390-RR', 'E1390-KX-RR', 'e1390'].map(isFound)).toEqual([
    ...[true, true, true, false],
  ]);
  const sided = (name: string): boolean => {
    const older: LedgerClaim = { caseId: 'c', lineSequence: 1, state: 'open', service: name, from };
    return new LedgerIndex([older], rows).firstOn(['E1390-LT'], { from }) !== undefined;
  };
  expect(['E1390-LT', 'E1390-KX-LT', 'E1390-LT-RR', 'E1390-RT'].map(sided)).toEqual([
    ...[true, true, true, false],
  ]);
  expect(['E1390-LT', 'E0431', '0002-1433-80', '-', ''].map(isFound)).not.toContain(true);
});

test.each<[string, readonly string[], number]>([
  ['a service alone', ['E1390'], 10],
  ['another one', ['E0431'], 10],
  ['both, days of both counted once', ['E1390', 'E0431'], 15],
  ['both, and one of which nothing is there', ['E1390', 'E0445', 'E0431'], 15],
  ['none of them', ['E0445'], 0],
])('days of %s', (_, asked, expected) => {
  const held = (name: string, from: string, to: string): LedgerClaim => ({
    ...{ caseId: 'c', lineSequence: 1, state: 'open', service: name },
    ...{ from: day(from), to: day(to) },
  });
  const claims = [
    held('E1390', '2026-12-01', '2026-12-10'),
    held('E0431', '2026-12-06', '2026-12-15'),
  ];
  const window = { from: day('2026-11-01'), to: day('2026-12-31') };
  expect(new LedgerIndex(claims, rows).daysOn(asked, window).count).toBe(expected);
  const ofEach = held('*', '2026-12-01', '2026-12-20');
  expect(new LedgerIndex([...claims, ofEach], rows).daysOn(asked, window).count).toBe(20);
});

test('a member with 20,000 claims of other services costs a line no look at them', () => {
  let looks = 0;
  const counted = (name: string): LedgerClaim => ({
    ...{ caseId: 'other', lineSequence: 1, state: 'authorized', service: name },
    get from() {
      looks += 1;
      return day('2026-12-01');
    },
  });
  const many = Array.from({ length: 20_000 }, (_, index) =>
    counted(`Z${10_000 + (index % 9_000)}`),
  );
  const index = new LedgerIndex([...many, counted('E0439')], rows);
  looks = 0;
  const line = { caseId: 'c', lineSequence: 1 };
  const days = { from: day('2026-12-01'), to: day('2026-12-31') };
  expect(index.besideOn(['E0424', 'E0439'], line, days)?.service).toBe('E0439');
  expect(looks).toBe(1);
  expect(index.openElsewhere(['E0424', 'E0439'], 'c')).toBeUndefined();
  expect(index.openOfMember('c')).toBeUndefined();
  expect(looks).toBe(1);
});

test('the code of a key is without its modifiers', () => {
  expect(['E1390', 'E1390-LT', 'e1390-LT-RR', '0002-1433-80', '*', ''].map(codeOf)).toEqual([
    ...['E1390', 'E1390', 'E1390', '0002-1433-80', '*', ''],
  ]);
});
