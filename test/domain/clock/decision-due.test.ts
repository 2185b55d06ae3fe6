import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadRulebook } from '../../../src/adapters/rulebook-files.ts';
import { type DueQuestion, decisionDue } from '../../../src/domain/clock/decision-due.ts';
import type { ClockRow } from '../../../src/domain/policy/rulebook.ts';
import { type CivilDate, type Instant, limitEnd } from '../../../src/domain/time.ts';

/**
 * Goal: each review has the clock that the law sets, or says that there is none. Method: the clock
 * table as it is shipped against a table written by hand; then rows made for one rule each.
 */
const loaded = loadRulebook(join(import.meta.dirname, '../../../policies'));
if (!loaded.ok) throw new Error(loaded.problem);
const { clocks } = loaded.value;
const day = (text: string): CivilDate => text as CivilDate;

const plain: DueQuestion = {
  lineOfBusiness: 'MA',
  kind: 'prior-authorization',
  pace: 'standard',
  receivedAt: '2026-11-28T16:00:00.000Z' as Instant,
  receivedOn: day('2026-11-28'),
  timeZone: 'America/Denver',
};

function rowOf(rows: readonly ClockRow[], asked: Partial<DueQuestion>): string {
  const [id = '', said = ''] = decisionDue(rows, { ...plain, ...asked }).basis.split(/: | \(/u);
  return `${id}, ${said}`;
}

const KINDS = [
  'prior-authorization',
  'recommended-clinical',
  'concurrent',
  'post-service',
] as const;
const PACES = ['standard', 'expedited'] as const;
const NONE = 'no clock';

/** In the order of the kinds: standard, then expedited; post-service care is never expedited. */
const TABLE: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  MA: [
    ['ma-standard, 7 calendar-days', 'ma-expedited, 72 hours'],
    ['ma-voluntary, 14 calendar-days', 'ma-expedited, 72 hours'],
    ['ma-standard, 7 calendar-days', 'ma-expedited, 72 hours'],
    ['ma-payment, 30 calendar-days', NONE],
  ],
  'MCD-MCO': [
    ['medicaid-standard, 7 calendar-days', 'medicaid-expedited, 72 hours'],
    ['medicaid-standard, 7 calendar-days', 'medicaid-expedited, 72 hours'],
    ['medicaid-standard, 7 calendar-days', 'medicaid-expedited, 72 hours'],
    [NONE, NONE],
  ],
  CHIP: [
    ['medicaid-standard, 7 calendar-days', 'medicaid-expedited, 72 hours'],
    ['medicaid-standard, 7 calendar-days', 'medicaid-expedited, 72 hours'],
    ['medicaid-standard, 7 calendar-days', 'medicaid-expedited, 72 hours'],
    [NONE, NONE],
  ],
  'COMM-FI': [
    ['nm-standard, 7 calendar-days', 'nm-expedited, 24 hours'],
    ['nm-standard, 7 calendar-days', 'nm-expedited, 24 hours'],
    ['erisa-pre-service, 15 calendar-days', 'erisa-concurrent-urgent, 24 hours'],
    ['erisa-post-service, 30 calendar-days', NONE],
  ],
  'EXCH-QHP': [
    ['nm-standard, 7 calendar-days', 'nm-expedited, 24 hours'],
    ['nm-standard, 7 calendar-days', 'nm-expedited, 24 hours'],
    ['qhp-pre-service, 15 calendar-days', 'qhp-concurrent-urgent, 24 hours'],
    ['qhp-post-service, 30 calendar-days', NONE],
  ],
  ASO: [
    ['erisa-pre-service, 15 calendar-days', 'erisa-urgent, 72 hours'],
    ['erisa-pre-service, 15 calendar-days', 'erisa-urgent, 72 hours'],
    ['erisa-pre-service, 15 calendar-days', 'erisa-concurrent-urgent, 24 hours'],
    ['erisa-post-service, 30 calendar-days', NONE],
  ],
  FEP: KINDS.map(() => [NONE, NONE] as const),
};

const cells = Object.entries(TABLE).flatMap(([lineOfBusiness, rows]) =>
  rows.flatMap((expected, kind) =>
    PACES.map((pace, index) => ({
      ...{ lineOfBusiness, pace, kind: KINDS[kind] ?? 'post-service' },
      expected: expected[index] ?? '',
    })),
  ),
);

describe('the clock table of the rulebook', () => {
  test.each(cells)('$lineOfBusiness, $kind, $pace: $expected', ({ expected, ...asked }) => {
    const due = decisionDue(clocks, { ...plain, ...asked });
    if (expected !== NONE) {
      expect(rowOf(clocks, asked)).toBe(expected);
      expect(due.at).toBeDefined();
      return;
    }
    const { lineOfBusiness, kind, pace } = asked;
    expect(due).toEqual({
      basis:
        `no clock: no row sets a limit for a ${pace} ${kind} review under ${lineOfBusiness}, ` +
        'received on 2026-11-28',
    });
  });

  test('each row of the file is wanted by a cell, or ended, or is longer than another', () => {
    const wanted = new Set(cells.map(({ expected }) => expected.split(', ')[0]));
    const others = clocks.map(({ id }) => id).filter((id) => !wanted.has(id));
    expect(others).toEqual([
      ...['ma-standard-until-2025', 'medicaid-standard-until-2025', 'qhp-urgent'],
    ]);
  });

  test.each([
    ['2025-12-31', 'ma-standard-until-2025, 14 calendar-days'],
    ['2026-01-01', 'ma-standard, 7 calendar-days'],
    ['2020-01-01', 'ma-standard-until-2025, 14 calendar-days'],
    ['2019-12-31', 'no clock, no row sets a limit for a standard prior-authorization review'],
  ])('42 CFR 422.568: received on %s, %s', (receivedOn, expected) => {
    expect(rowOf(clocks, { receivedOn: day(receivedOn) })).toContain(expected);
  });
});

function row(id: string, changes: Partial<ClockRow> = {}): ClockRow {
  return {
    ...{ id, linesOfBusiness: ['MA'], kinds: ['prior-authorization'], pace: 'standard' as const },
    ...{ limit: { amount: 7, unit: 'calendar-day' as const }, source: 'S' },
    effective: { from: day('2020-01-01') },
    ...changes,
  };
}

describe('rows', () => {
  const hours = (amount: number) => ({ limit: { amount, unit: 'hour' as const } });
  test.each<[string, readonly ClockRow[], Partial<DueQuestion>, string]>([
    ['the shortest wins, last', [row('long'), row('short', hours(72))], {}, 'short, 72 hours'],
    ['the shortest wins, first', [row('short', hours(72)), row('long')], {}, 'short, 72 hours'],
    ['one hour', [row('hour', hours(1))], {}, 'hour, 1 hour'],
    ['another line of business', [row('r', { linesOfBusiness: ['ASO'] })], {}, NONE],
    ['another kind', [row('r', { kinds: ['concurrent'] })], {}, NONE],
    ['another pace', [row('r', { pace: 'expedited' })], {}, NONE],
    ['not yet in force', [row('r', { effective: { from: day('2026-11-29') } })], {}, NONE],
    [
      'from today',
      [row('r', { effective: { from: day('2026-11-28') } })],
      {},
      'r, 7 calendar-days',
    ],
    [
      'over since yesterday, and shorter',
      [
        row('old', { ...hours(1), effective: { from: day('2020-01-01'), to: day('2026-11-27') } }),
        row('new'),
      ],
      {},
      'new, 7 calendar-days',
    ],
    ['no rows', [], {}, NONE],
    // Over the end of daylight saving a week has an hour more: seven days are longer than 168 h.
    [
      'seven days or 168 hours, over the end of daylight saving',
      [row('days'), row('hours', hours(168))],
      { receivedAt: '2026-10-29T16:00:00.000Z' as Instant, receivedOn: day('2026-10-29') },
      'hours, 168 hours',
    ],
    [
      'seven days or 168 hours, over its beginning',
      [row('hours', hours(168)), row('days')],
      { receivedAt: '2026-03-05T17:00:00.000Z' as Instant, receivedOn: day('2026-03-05') },
      'days, 7 calendar-days',
    ],
  ])('%s', (_, rows, asked, expected) => {
    const told = rowOf(rows, asked);
    expect(expected === NONE ? told.split(',')[0] : told).toBe(expected);
  });

  test('the due instant with its row and source', () => {
    expect(decisionDue([row('r')], plain)).toEqual({
      at: '2026-12-05T16:00:00.000Z',
      basis: 'r: 7 calendar-days (S)',
    });
  });

  test('no row that applies ends sooner, and their order says nothing', () => {
    const limits = fc.record({
      amount: fc.integer({ min: 1, max: 400 }),
      unit: fc.constantFrom('hour' as const, 'calendar-day' as const),
    });
    const hour = fc.integer({ min: 0, max: 24 * 365 });
    fc.assert(
      fc.property(fc.array(limits, { minLength: 1, maxLength: 6 }), hour, (all, later) => {
        const rows = all.map((limit, index) => row(`r${index}`, { limit }));
        const receivedAt = limitEnd(plain.receivedAt, { amount: later + 1, unit: 'hour' }, 'UTC');
        const asked = { ...plain, receivedAt, receivedOn: day(receivedAt.slice(0, 10)) };
        const due = decisionDue(rows, asked).at;
        const ends = all.map((limit) => limitEnd(receivedAt, limit, plain.timeZone));
        expect(due).toBe([...ends].sort()[0]);
        expect(decisionDue([...rows].reverse(), asked).at).toBe(due);
      }),
    );
  });
});
