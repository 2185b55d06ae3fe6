import { describe, expect, test } from 'vitest';
import { rollUp } from '../../../../src/domain/review/review-action.ts';
import type { Determination, ReviewCase } from '../../../../src/domain/review/review-case.ts';
import { disposition, pleaseSend } from '../../../../src/fhir/translate/respond/words.ts';
import { decided, need } from '../../../domain/review/decided.ts';

/** Goal: one sentence on the whole says what became of it, when, or what it waits for. */
const { reviewCase } = decided({ facts: need });
const [approved] = reviewCase.lines[0]?.determinations ?? [];
if (approved?.authorization === undefined) throw new Error('nothing approved');
const { authorization, ...rest } = approved;
const pending = (pendCause: NonNullable<Determination['pendCause']>): Determination => ({
  ...{ ...rest, decision: 'pending', pendCause },
});
const until = (to?: string): Determination => {
  const { from } = authorization.span;
  const span = to === undefined ? { from } : { from, to: to as typeof from }; // brand
  return { ...approved, authorization: { ...authorization, span } };
};
const free: Determination = { ...rest, decision: 'not-required' };

function told(...determinations: readonly Determination[]): readonly string[] {
  const lines = determinations.map((one, index) => ({
    sequence: index + 1,
    determinations: [one],
  }));
  const whole: ReviewCase = { ...reviewCase, lines };
  const { en, es } = disposition(whole, rollUp(whole));
  return [en, es];
}

const person = 'a review by a person is under way';
const persona = 'está en curso la revisión por una persona';

describe('the disposition', () => {
  test.each<[string, readonly Determination[], string, string]>([
    [
      'approved',
      [approved, approved],
      'Approved from 2026-12-01 to 2027-11-30.',
      'Aprobado del 2026-12-01 al 2027-11-30.',
    ],
    [
      'for a day',
      [until('2026-12-01'), until()],
      'Approved, for the dates of each line.',
      'Aprobado, para las fechas de cada línea.',
    ],
    ['one day', [until('2026-12-01')], 'Approved for 2026-12-01.', 'Aprobado para el 2026-12-01.'],
    ['no end', [until()], 'Approved for 2026-12-01.', 'Aprobado para el 2026-12-01.'],
    [
      'different dates',
      [approved, until('2026-12-31')],
      'Approved, for the dates of each line.',
      'Aprobado, para las fechas de cada línea.',
    ],
    ['free', [free], 'No authorization needed.', 'No se necesita autorización.'],
    [
      'information',
      [pending('information'), pending('information')],
      'Pending: we need more information.',
      'Pendiente: necesitamos más información.',
    ],
    ['a person', [pending('clinical-review')], `Pending: ${person}.`, `Pendiente: ${persona}.`],
    [
      'a partner',
      [pending('vendor')],
      'Pending: a partner of the payer reviews it.',
      'Pendiente: lo revisa una entidad asociada del pagador.',
    ],
    [
      'both',
      [pending('information'), pending('clinical-review')],
      `Pending: we need more information, and ${person}.`,
      `Pendiente: necesitamos más información, y ${persona}.`,
    ],
    [
      'in part',
      [approved, pending('clinical-review'), free],
      `Partly decided (2 of 3 lines); for the rest ${person}.`,
      `Decidido en parte (2 de 3 líneas); para lo demás ${persona}.`,
    ],
  ])('%s', (_, determinations, en, es) => {
    expect(told(...determinations)).toEqual([en, es]);
  });
});

test.each([
  ['a result', 'un resultado', 'Please send a result.', 'Por favor envíe un resultado.'],
  ['a result.', 'un resultado. ', 'Please send a result.', 'Por favor envíe un resultado.'],
])('%s', (...[en, es, english, spanish]) => {
  expect(pleaseSend({ en, es })).toEqual({ en: english, es: spanish });
});
