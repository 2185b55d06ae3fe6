import { describe, expect, test } from 'vitest';
import { paceOfReview } from '../../../src/domain/review/pace.ts';
import { kindOfReview } from '../../../src/domain/review/review-kind.ts';
import type {
  RequestLine,
  ReviewRequest,
  SupportingItem,
} from '../../../src/domain/review/review-request.ts';
import type { CivilDate } from '../../../src/domain/time.ts';
import { plainRequest } from '../requests.ts';

const RECEIVED = '2026-11-28' as CivilDate;
const day = (text: string) => text as CivilDate;
const code = (value: string) => ({ system: 'urn:test', code: value });
const AR = { requestType: code('AR') };

function lines(...changes: readonly Partial<RequestLine>[]): Partial<ReviewRequest> {
  const [line] = plainRequest().lines;
  if (line === undefined) throw new Error('a plain request has a line');
  return { lines: changes.map((change, index) => ({ ...line, sequence: index + 1, ...change })) };
}

function event(kind: SupportingItem['kind'], from: string): SupportingItem {
  return { origin: kind, sequence: 1, kind, span: { from: day(from) }, isCancelled: false };
}

function undated(kind: SupportingItem['kind']): SupportingItem {
  return { origin: kind, sequence: 1, kind, isCancelled: false };
}

const span = (from: string, to: string) => ({ servicedSpan: { from: day(from), to: day(to) } });
const past = span('2026-11-01', '2026-11-27');
const admitted = event('admission', '2026-11-25');

function withoutDates(): Partial<ReviewRequest> {
  return { lines: plainRequest().lines.map(({ servicedSpan: _, ...line }) => line) };
}

type Row = readonly [string, Partial<ReviewRequest>, string, string];

const KINDS: readonly Row[] = [
  ['plain', {}, 'prior-authorization', 'lies ahead'],
  ['1: a predetermination', { purpose: 'predetermination' }, 'recommended-clinical', 'Claim.use'],
  [
    '1 before 3: a predetermination of a renewal',
    { purpose: 'predetermination', ...lines({ certificationType: code('R') }) },
    'recommended-clinical',
    'Claim.use',
  ],
  [
    '3, 9: an extension of an authorization',
    lines({ certificationType: code('4'), authorizationNumber: 'A1' }),
    'concurrent',
    'line 1: certification type 4',
  ],
  [
    '3, 9: a renewal, stated for all lines',
    { certificationType: code('R'), authorizationNumber: 'A1' },
    'concurrent',
    'certification type R',
  ],
  ['3: a renewal of nothing', lines({ certificationType: code('R') }), 'prior-authorization', ''],
  [
    '3: an initial certification that names a number',
    lines({ certificationType: code('I'), authorizationNumber: 'A1' }),
    'prior-authorization',
    '',
  ],
  ['5: all is over', lines(past, past), 'post-service', 'all services ended before'],
  [
    '5: all but one is over',
    lines(past, span('2026-11-20', '2026-11-28')),
    'prior-authorization',
    '',
  ],
  ['5: without dates', withoutDates(), 'prior-authorization', ''],
  [
    '4, 5: a stay that goes on',
    { ...lines(AR), supportingItems: [admitted] },
    'concurrent',
    'admitted on 2026-11-25',
  ],
  [
    '4, 5: a stay with a planned discharge',
    { ...lines(AR), supportingItems: [admitted, event('discharge', '2026-12-02')] },
    'concurrent',
    'admitted on',
  ],
  [
    '4, 5: a stay that ended',
    { ...lines(AR), supportingItems: [admitted, event('discharge', '2026-11-27')] },
    'prior-authorization',
    '',
  ],
  [
    '4, 5: an admission ahead',
    { ...lines(AR), supportingItems: [event('admission', '2026-12-02')] },
    'prior-authorization',
    '',
  ],
  [
    '5: an admission in the past for another service than an admission review',
    { ...lines({ requestType: code('HS') }), supportingItems: [admitted] },
    'prior-authorization',
    '',
  ],
  [
    'an admission that is marked as cancelled',
    { ...lines(AR), supportingItems: [{ ...admitted, isCancelled: true }] },
    'prior-authorization',
    '',
  ],
  [
    'a discharge that is marked as cancelled',
    {
      ...lines(AR),
      supportingItems: [admitted, { ...event('discharge', '2026-11-27'), isCancelled: true }],
    },
    'concurrent',
    'admitted on',
  ],
  [
    'all is over but what is marked as cancelled',
    lines(past, { isCancelled: true }),
    'post-service',
    'all services ended before',
  ],
  ['all is marked as cancelled', lines({ isCancelled: true }), 'prior-authorization', ''],
  [
    'all is over, and all is marked as cancelled',
    lines({ ...past, isCancelled: true }),
    'post-service',
    'all services ended before',
  ],
  [
    'an admission review beside another line',
    { ...lines({}, AR), supportingItems: [admitted] },
    'concurrent',
    'admission review, admitted on 2026-11-25, not discharged',
  ],
  [
    'an admission review of what began otherwise',
    { ...lines(AR), supportingItems: [event('patientEvent', '2026-11-25')] },
    'prior-authorization',
    '',
  ],
  [
    'an admission on the day of the request',
    { ...lines(AR), supportingItems: [event('admission', RECEIVED)] },
    'prior-authorization',
    '',
  ],
  [
    'an admission without a date',
    { ...lines(AR), supportingItems: [undated('admission')] },
    'prior-authorization',
    '',
  ],
  [
    'a discharge on the day of the request',
    { ...lines(AR), supportingItems: [admitted, event('discharge', RECEIVED)] },
    'prior-authorization',
    '',
  ],
  [
    'a discharge without a date',
    { ...lines(AR), supportingItems: [admitted, undated('discharge')] },
    'prior-authorization',
    '',
  ],
  [
    'an admission review that is marked as cancelled',
    { ...lines({}, { ...AR, isCancelled: true }), supportingItems: [admitted] },
    'prior-authorization',
    '',
  ],
];

describe('kind of review by ordered signals (digest §1.2)', () => {
  test.each(KINDS)('%s', (_name, changes, kind, basis) => {
    const found = kindOfReview(plainRequest(changes), RECEIVED, false);
    expect(found.kind).toBe(kind);
    expect(found.basis).toContain(basis);
  });
  test('6: every service is only recommended for review', () => {
    expect(kindOfReview(plainRequest(), RECEIVED, true)).toEqual({
      kind: 'recommended-clinical',
      basis: 'every service is on the list of recommended reviews',
    });
  });
  test('5 before 6: what is over is post-service, recommended or not', () => {
    expect(kindOfReview(plainRequest(lines(past)), RECEIVED, true).kind).toBe('post-service');
  });
});

describe('pace of review (digest §1.2 no. 7)', () => {
  test.each([
    [undefined, undefined, 'standard'],
    ['normal', undefined, 'standard'],
    ['deferred', 'E', 'standard'],
    ['stat', undefined, 'expedited'],
    ['normal', 'U', 'expedited'],
    [undefined, '03', 'expedited'],
    ['stat', 'E', 'expedited'],
    ['deferred', 'U', 'expedited'],
  ] as const)('priority %s and level of service %s: %s', (priority, level, pace) => {
    const found = paceOfReview(
      plainRequest({
        ...(priority === undefined ? {} : { priority: code(priority) }),
        ...(level === undefined ? {} : { levelOfService: code(level) }),
      }),
      'prior-authorization',
    );
    expect(found.pace).toBe(pace);
    const contradict = (priority === 'stat' && level === 'E') || priority === 'deferred';
    expect(found.basis.includes('contradict')).toBe(contradict && pace === 'expedited');
  });

  test.each([
    ['prior-authorization', 'expedited', ''],
    ['recommended-clinical', 'expedited', ''],
    ['concurrent', 'expedited', ''],
    ['post-service', 'standard', '; the care is over, which is never expedited'],
  ] as const)('urgent signals in a %s review: %s', (kind, pace, why) => {
    const urgent = plainRequest({ priority: code('stat'), levelOfService: code('U') });
    expect(paceOfReview(urgent, kind)).toEqual({
      pace,
      basis: `priority stat, level of service U${why}`,
    });
  });

  test('what is not urgent needs no words about being over', () => {
    const found = paceOfReview(plainRequest(), 'post-service');
    expect(found).toEqual({
      pace: 'standard',
      basis: 'priority absent, level of service absent',
    });
  });
});
