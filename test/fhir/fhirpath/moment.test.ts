import { describe, expect, it } from 'vitest';
import { compareMoments, momentOf } from '../../../src/fhir/fhirpath/moment.ts';

describe('dates and times', () => {
  it.each([
    ['2020', '2021', -1],
    ['2020', '2020-05', undefined],
    ['2020-05', '2020-05-31', undefined],
    ['2020-05', '2020-06-01', -1],
    ['2020-05-01', '2020-05-01', 0],
    ['2020-05-01', '2020-05-01T00:00:00Z', undefined],
    ['2020-05-01T10:00:00Z', '2020-05-01T12:00:00+02:00', 0],
    ['2020-05-01T10:00:00.5Z', '2020-05-01T10:00:00Z', 1],
    ['2020-05-01T10:00:00Z', '2020-05-01T10:00:00', 0],
    ['10:00', '10:00:30', undefined],
    ['10:00', '09:59:59', 1],
    ['10:00', '2020-05-01', undefined],
  ])('%s against %s: %s', (a, b, expected) => {
    const [one, other] = [momentOf(a), momentOf(b)];
    if (one === undefined || other === undefined) return expect.fail('not read');
    const order = compareMoments(one, other);
    expect(order === undefined ? undefined : Math.sign(order)).toBe(expected);
    const back = compareMoments(other, one);
    expect(back === undefined ? undefined : Math.sign(back) + 0).toBe(
      expected === undefined ? undefined : -expected + 0,
    );
  });

  it.each([
    '',
    'x',
    '2020-13',
    '2020-02-30',
    '2020-5',
    '20',
    '2020-01-01T25:00',
    '24:61',
    '1'.repeat(50),
  ])('does not read %s', (text) => {
    expect(momentOf(text)).toBeUndefined();
  });
});
