import { describe, expect, test } from 'vitest';
import type { MemberCoverage } from '../../../src/domain/member/member.ts';
import type { CoverageAsSent, RequestLine } from '../../../src/domain/review/review-request.ts';
import { plainRequest } from '../requests.ts';
import { asked, covered, day, focal, memberId } from './asked.ts';

/**
 * Goal: which coverage decides holds for each line and each number that names it. Method: what the
 * first line comes to.
 */
const [plain] = plainRequest().lines;
const line = (from: string, to = from): RequestLine => {
  if (plain === undefined) throw new Error('a plain request has a line');
  return { ...plain, servicedSpan: { from: day(from), to: day(to) } };
};
const until = (key: string, to: string) =>
  covered(key, { span: { from: day('2020-01-01'), to: day(to) }, subscriberId: 'S1' });
const from = (key: string, start: string) =>
  covered(key, { span: { from: day(start) }, subscriberId: 'S1' });

function decides(
  coverages: readonly MemberCoverage[],
  lines: readonly RequestLine[],
  sent: Partial<CoverageAsSent> = {},
): string {
  return asked({
    request: { lines, coverages: [{ ...focal, subscriberId: 'S1', ...sent }] },
    records: { coverages },
  });
}

describe('two coverages of one subscriber, one after the other', () => {
  const both = [until('medicare', '2026-12-31'), from('commercial', '2027-01-01')];
  const [december, january] = [line('2026-12-31'), line('2027-01-01')];
  test.each<[string, readonly RequestLine[], string]>([
    ['a line of the last day of the first', [december], 'medicare'],
    ['a line of the first day of the second', [january], 'commercial'],
    [
      'a line of each: the first that begins, and a person says which',
      [january, december],
      'medicare, focal, coverage, told: coverage commercial',
    ],
    [
      'a line of each, the other way round',
      [december, january],
      'medicare, focal, told: coverage commercial',
    ],
    [
      'a line of each and one before both',
      [january, line('2019-12-31'), december],
      'medicare, focal, coverage, told: coverage commercial',
    ],
    ['a line before both', [line('2019-12-31')], 'coverage-not-active'],
  ])('%s', (_, lines, expected) => {
    expect(decides(both, lines)).toBe(expected);
    expect(decides(both.toReversed(), lines)).toBe(expected);
  });

  test('of two that begin with the request, the one with the earlier line decides', () => {
    const late = [
      covered('commercial', { span: { from: day('2026-12-20') }, subscriberId: 'S1' }),
      covered('medicare', { subscriberId: 'S1' }),
    ];
    const lines = [line('2027-01-10'), line('2026-12-05')];
    expect(decides(late, lines)).toBe('medicare, focal, told: coverage commercial');
    expect(decides(late.toReversed(), lines)).toBe('medicare, focal, told: coverage commercial');
  });

  test('dates as sent have to hold for each line', () => {
    const medicare = [from('medicare', '2020-01-01')];
    const span = { to: day('2026-12-31') };
    expect(decides(medicare, [december], { span })).toBe('medicare');
    expect(decides(medicare, [december, january], { span })).toBe('medicare, focal');
    expect(decides(medicare, [january, december], { span })).toBe('medicare, focal');
  });
});

describe('the numbers by which a coverage is named', () => {
  const same = { subscriberId: 'S1' };
  const both = [
    covered('medicare', { ...same, groupNumber: 'G1' }),
    covered('commercial', { ...same, groupNumber: 'G2' }),
  ];
  test.each<[string, Partial<CoverageAsSent>, string]>([
    ['the group of the first', { groupNumber: 'G1' }, 'medicare, told: coverage commercial'],
    ['the group of the second', { groupNumber: 'G2' }, 'commercial, told: coverage medicare'],
    [
      'its own id',
      { identifiers: [memberId('C-commercial')] },
      'commercial, told: coverage medicare',
    ],
    [
      'its own id beside the member id',
      { identifiers: [memberId('M1'), memberId('C-commercial')] },
      'commercial, told: coverage medicare',
    ],
    [
      'its own id, under another subscriber',
      { identifiers: [memberId('C-commercial')], subscriberId: 'S-other' },
      'commercial, member, told: coverage medicare',
    ],
  ])('%s', (_, sent, expected) => {
    expect(decides(both, [line('2026-12-01')], sent)).toBe(expected);
  });

  test('of two with one id, the one of the subscriber', () => {
    const shared = [
      covered('commercial', { identifiers: [memberId('C1')], subscriberId: 'S2' }),
      covered('medicare', { identifiers: [memberId('C1')], subscriberId: 'S1' }),
    ];
    const sent = { identifiers: [memberId('C1')] };
    expect(decides(shared, [line('2026-12-01')], sent)).toBe('medicare, told: coverage commercial');
  });

  test.each<[string, MemberCoverage]>([
    ['of somebody else', covered('b', { memberKey: 'bob', planId: 'commercial', ...same })],
    ['of a plan that is not on file', covered('gone', same)],
  ])('one %s is no coverage of the member', (_, other) => {
    const own = covered('medicare', same);
    for (const coverages of [
      [own, other],
      [other, own],
    ]) {
      expect(decides(coverages, [line('2026-12-01')])).toBe('medicare');
    }
  });
});

describe('which coverage of the request is meant', () => {
  const both = [covered('medicare'), covered('commercial')];
  const second = { ...focal, sequence: 2, origin: 'c2' };
  test.each<[string, readonly CoverageAsSent[], string]>([
    [
      'of two that are marked, the one that is numbered first',
      [{ ...second, subscriberId: 'S-commercial' }, focal],
      'medicare, focal, told: c2 of the request; coverage commercial',
    ],
    [
      'one of the same number does not pay first',
      [focal, { ...second, sequence: 1, isFocal: false, subscriberId: 'S-commercial' }],
      'medicare, told: c2 of the request; coverage commercial',
    ],
    ['none: a person says which', [], 'medicare, focal, told: coverage commercial'],
  ])('%s', (_, coverages, expected) => {
    expect(asked({ request: { coverages }, records: { coverages: both } })).toBe(expected);
  });
});
