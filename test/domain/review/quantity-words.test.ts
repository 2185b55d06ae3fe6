import { expect, test } from 'vitest';
import { quantityWords } from '../../../src/domain/review/quantity-words.ts';
import type { Quantity } from '../../../src/domain/review/review-request.ts';

test.each<[Quantity, string, string]>([
  [{ amount: '12', unit: 'months' }, '12 months', '12 meses'],
  [{ amount: '12', unit: 'Meses' }, '12 months', '12 meses'],
  [{ amount: '1', unit: 'day' }, '1 day', '1 día'],
  [{ amount: '12', unit: 'visits', code: 'x' }, '12 visits', '12 visitas'],
  [{ amount: '12', code: 'mo' }, '12 mo', '12 mo'],
  [{ amount: '12', unit: 'liters' }, '12 liters', '12 liters'],
  [{ amount: '3' }, '3', '3'],
  [{ amount: '' }, '…', '…'],
  [{ amount: '', unit: 'months' }, '… months', '… meses'],
  [{ amount: '9'.repeat(50) }, `${'9'.repeat(40)}…`, `${'9'.repeat(40)}…`],
])('%j: %s, %s', (quantity, en, es) => {
  expect(quantityWords(quantity)).toEqual({ en, es });
});
