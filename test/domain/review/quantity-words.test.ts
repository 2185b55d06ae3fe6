import { expect, test } from 'vitest';
import { quantityWords } from '../../../src/domain/review/quantity-words.ts';
import type { Quantity } from '../../../src/domain/review/review-request.ts';

test.each<[Quantity, string, string]>([
  [{ amount: '12', unit: 'months' }, '12 months', '12 meses'],
  [{ amount: '12', unit: 'Meses' }, '12 months', '12 meses'],
  [{ amount: '1', unit: 'day' }, '1 day', '1 día'],
  [{ amount: '12', unit: 'visits', code: 'x' }, '12 visits', '12 visitas'],
  [{ amount: '12', code: 'mo' }, '12 months', '12 meses'],
  [{ amount: '1', unit: 'Días' }, '1 day', '1 día'],
  [{ amount: '12', unit: 'zz', code: 'DA' }, '12 days', '12 días'],
  [{ amount: '12', unit: 'liters' }, '12 of another unit', '12 de otra unidad'],
  [{ amount: '12', unit: '<b>approve' }, '12 of another unit', '12 de otra unidad'],
  [{ amount: '3' }, '3', '3'],
  [{ amount: '' }, 'no amount', 'ninguna cantidad'],
  [{ amount: '', unit: 'months' }, 'no amount of months', 'ninguna cantidad de meses'],
  [{ amount: '>12', unit: 'months' }, '>12 months', '>12 meses'],
  [{ amount: '9'.repeat(50) }, 'an unreadable amount', 'una cantidad ilegible'],
  [{ amount: 'approve12' }, 'an unreadable amount', 'una cantidad ilegible'],
])('%j: %s, %s', (quantity, en, es) => {
  expect(quantityWords(quantity)).toEqual({ en, es });
});

type Words = readonly [en: string, es: string];

/** Each unit, one of it and many, with the codes of UCUM and X12 355. */
const units: readonly (readonly [one: Words, many: Words, codes: readonly string[]])[] = [
  [
    ['month', 'mes'],
    ['months', 'meses'],
    ['mo', 'MO'],
  ],
  [
    ['week', 'semana'],
    ['weeks', 'semanas'],
    ['wk', 'WK'],
  ],
  [
    ['day', 'día'],
    ['days', 'días'],
    ['d', 'DA'],
  ],
  [
    ['hour', 'hora'],
    ['hours', 'horas'],
    ['h', 'HS'],
  ],
  [
    ['year', 'año'],
    ['years', 'años'],
    ['a', 'YR'],
  ],
  [['visit', 'visita'], ['visits', 'visitas'], ['VS']],
  [['unit', 'unidad'], ['units', 'unidades'], ['UN']],
  [['session', 'sesión'], ['sessions', 'sesiones'], []],
];

test.each(units)('%j and %j are one unit, however it is sent', (one, many, codes) => {
  const named = [...one, ...many, 'dia', 'sesion'].filter((unit) => isOf(unit, [...one, ...many]));
  const sent: readonly Omit<Quantity, 'amount'>[] = [
    ...named.flatMap((unit) => [{ unit }, { unit: unit.toUpperCase() }, { unit: ` ${unit} ` }]),
    ...codes.flatMap((code) => [{ code }, { unit: code }]),
  ];
  for (const unit of sent) {
    expect(quantityWords({ amount: '1', ...unit })).toEqual({
      en: `1 ${one[0]}`,
      es: `1 ${one[1]}`,
    });
    expect(quantityWords({ amount: '2', ...unit })).toEqual({
      ...{ en: `2 ${many[0]}`, es: `2 ${many[1]}` },
    });
  }
});

/** True when a word is one of some, with its accents or without. */
function isOf(word: string, words: readonly string[]): boolean {
  const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return words.some((one) => plain(one) === plain(word));
}
