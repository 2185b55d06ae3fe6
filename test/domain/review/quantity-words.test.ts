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
