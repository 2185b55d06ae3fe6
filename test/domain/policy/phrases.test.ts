import { describe, expect, test } from 'vitest';
import { holdsPhrase, isMadeOf } from '../../../src/domain/policy/phrases.ts';

/** Goal: a phrase is found as people write it, and in nothing that only looks like it. */
describe('a text that holds a phrase', () => {
  const holds: readonly (readonly [phrase: string, text: string, isHeld: boolean])[] = [
    ['walk', 'a WALK', true],
    ['walk', 'Wálk, 6 min', true],
    ['walk', 'walked', false],
    ['walk-', 'walked', true],
    ['walk-', 'sidewalk', false],
    ['room air', 'on room-air.', true],
    ['room air', 'air of the room', false],
    ['# l', 'on 2L', true],
    ['# l', '0.5 l', true],
    ['# l', 'on 12 l/min', true],
    ['# l', 'l of oxygen', false],
    ['# l', 'two l', false],
    ['# l', 'x2 l', false],
    ['# l', '2 m', false],
    ['on # l', 'on 2 l', true],
    ['on # l', 'in 2 l', false],
    ['2 l', '2L', true],
    ['2 l', '3 l', false],
    ['grade #', 'grade 3', true],
    ['grade #', 'a grade', false],
    ['grade # to #', 'grade 3 to 4', true],
    ['grade # to #', 'grade 3 to x', false],
  ];
  test.each(holds)('%s in %s: %s', (phrase, text, isHeld) => {
    const phrases = ['nothing else', phrase];
    // Asked again; in a longer text; and with another one asked in between.
    const asked = [text, text, `${'the ward writes '.repeat(9)}${text}`, 'other words', text];
    const found = asked.map((one) => holdsPhrase(one, phrases));
    expect(found).toEqual([isHeld, isHeld, isHeld, false, isHeld]);
  });

  test('no phrase is held where there is none', () => {
    expect(holdsPhrase('walk', [])).toBe(false);
  });

  test('many texts are told apart', () => {
    const phrases = ['grade 7'];
    const texts = Array.from({ length: 1200 }, (_, index) => `grade ${index}`);
    expect(texts.filter((text) => holdsPhrase(text, phrases))).toEqual(['grade 7']);
    expect(texts.filter((text) => holdsPhrase(text, phrases))).toEqual(['grade 7']);
  });
});

test.each<[string, string, boolean]>([
  ['its phrases', 'Room air, at rest', true],
  ['a phrase twice', 'at rest at rest', true],
  ['nothing', '', true],
  ['marks alone', '- . ,', true],
  ['half of a phrase', 'room', false],
  ['a phrase and a half', 'at rest room', false],
  ['words in another order', 'air room', false],
  ['a sign that is not read', 'at rest ✓', false],
  ['as much as is read', 'at rest '.repeat(37).padEnd(300), true],
  ['a sign more than is read', 'at rest '.repeat(37).padEnd(301), false],
])('a text of %s is made of phrases: %s, %s', (_, text, isMade) => {
  expect(isMadeOf(text, ['room air', 'at rest'])).toBe(isMade);
});
