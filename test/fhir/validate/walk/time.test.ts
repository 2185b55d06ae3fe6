import { describe, expect, test } from 'vitest';
import { validatorOf } from '../synthetic.ts';

/**
 * Goal: a validation ends when its time is over, or when nobody waits for it, and says so first.
 * Method: a clock that goes on by a millisecond whenever it is looked at.
 */
const r4 = validatorOf([]);
const patient = (members: object) => ({ resourceType: 'Patient', ...members });
const names = (count: number, name: object) => patient({ name: Array(count).fill(name) });
const right = names(5000, { family: 'Adams', given: ['Ada'] });
const wrong = patient({ extension: Array(5000).fill({}) });

function clock(isGivenUp = () => false) {
  let looks = 0;
  return {
    elapsedMs: () => {
      looks += 1;
      return looks;
    },
    isGivenUp,
    looks: () => looks,
  };
}

describe('time', () => {
  test('that is enough changes nothing', () => {
    const time = { maxMs: 100_000, ...clock() };
    expect(r4.validate(right, { time })).toEqual(r4.validate(right));
    expect(r4.validate(wrong, { time })).toEqual(r4.validate(wrong));
    expect(time.looks()).toBeGreaterThan(50);
  });

  test('that is over ends it, and the first issue says so', () => {
    const time = { maxMs: 5, name: 'ASSENT_VALIDATION_TIME_MS', ...clock() };
    const { issues } = r4.validate(right, { time });
    expect(issues).toEqual([
      {
        severity: 'error',
        code: 'too-costly',
        expression: 'Patient',
        rule: 'limits/time',
        message: 'validation was stopped after 6 ms, 5 are allowed; the rest is not validated',
        mend: 'send less in one request; the limit is ASSENT_VALIDATION_TIME_MS',
      },
    ]);
    expect(time.looks()).toBeLessThan(10);
  });

  test('is a twentieth once the list of issues is full', () => {
    const time = { maxMs: 200, ...clock() };
    const { issues } = r4.validate(wrong, { time });
    expect(issues[0]?.rule).toBe('limits/time-full');
    expect(issues[0]?.message).toContain('stopped after 11 ms, 10 are allowed');
    expect(issues.length).toBeGreaterThan(60);
  });

  test('is not spent on what nobody waits for', () => {
    let asked = 0;
    const time = {
      maxMs: 100_000,
      ...clock(() => {
        asked += 1;
        return asked > 3;
      }),
    };
    r4.validate(right, { time });
    expect(asked).toBe(4);
  });

  test('members that no definition has spend it too', () => {
    const members = Array.from({ length: 4000 }, (_, at) => [`member${at}`, 1]);
    const time = { maxMs: 100, ...clock() };
    const { issues } = r4.validate(patient(Object.fromEntries(members)), { time });
    expect(issues[0]?.rule).toBe('limits/time-full');
  });
});
