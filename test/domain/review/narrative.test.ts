import { describe, expect, test } from 'vitest';
import { narrativeConcerns } from '../../../src/domain/review/narrative.ts';

describe('a narrative', () => {
  const place = { en: 'the order', es: 'la orden' };
  const data = { texts: ['E1390', 'active', 'Ada'], amounts: ['12'] };
  const concernOf = (...texts: string[]) =>
    narrativeConcerns([{ origin: 'o', place, texts, data }], ['order', 'for']);

  test.each([
    ['the data', 'E1390 active 12'],
    ['the data and the words that tell it', 'Order for Ada: E1390'],
    ['nothing', ''],
  ])('of %s says no more', (_, text) => {
    expect(concernOf(text)).toEqual([]);
  });

  test.each([
    ['a word that is not in the data', ['Order for Ada: void']],
    ['another number', ['Order for Ada: 6']],
    ['one of several readings', ['Order for Ada', 'Order for Hal']],
    ['a picture', ['Order \u{1f6ab}']],
  ])('of %s is for a person', (_, texts) => {
    expect(concernOf(...texts)).toEqual([
      {
        kind: 'modifier',
        origin: 'o',
        detail: 'more than the data',
        words: {
          en: 'a text that may say more than its data: the order',
          es: 'un texto que podría decir más que sus datos: la orden',
        },
      },
    ]);
  });
});
