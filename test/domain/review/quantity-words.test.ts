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

/** One and many of each unit, as our letters write it. */
const units: readonly (readonly [en: string, es: string])[] = [
  ...([
    ['month', 'mes'],
    ['months', 'meses'],
  ] as const),
  ...([
    ['week', 'semana'],
    ['weeks', 'semanas'],
  ] as const),
  ...([
    ['day', 'día'],
    ['days', 'días'],
  ] as const),
  ...([
    ['hour', 'hora'],
    ['hours', 'horas'],
  ] as const),
  ...([
    ['year', 'año'],
    ['years', 'años'],
  ] as const),
  ...([
    ['visit', 'visita'],
    ['visits', 'visitas'],
  ] as const),
  ...([
    ['unit', 'unidad'],
    ['units', 'unidades'],
  ] as const),
  ...([
    ['session', 'sesión'],
    ['sessions', 'sesiones'],
  ] as const),
];
const plain = [
  ['dia', 'día'],
  ['dias', 'días'],
  ['sesion', 'sesión'],
] as const;

test.each(units)('%s and %s are one unit, in whichever language it was sent', (en, es) => {
  const written = plain.filter(([, accented]) => accented === es).map(([bare]) => bare);
  for (const unit of [en, es, en.toUpperCase(), ` ${es} `, ...written]) {
    expect(quantityWords({ amount: '2', unit })).toEqual({ en: `2 ${en}`, es: `2 ${es}` });
  }
});

test('what is as long as a letter shows stays whole', () => {
  const amount = '9'.repeat(40);
  expect(quantityWords({ amount })).toEqual({ en: amount, es: amount });
});
