import { expect, test } from 'vitest';
import { rulebook } from '../review/decided.ts';

/** Goal: what the rulebook says to people is whole sentences, each in its language. */
const texts = [
  ...rulebook.reasons.map(({ id, text }) => ({ id, text })),
  ...rulebook.refusals.map(({ kind, text }) => ({ id: kind, text })),
  ...Object.entries(rulebook.disclaimers).map(([id, text]) => ({ id, text })),
];
const english = /\b(?:the|of|and|is|with|which|for|we|you|your|been|was)\b/iu;
const spanish = /\b(?:el|los|las|del|que|una|para|con|está|es|su|por)\b/iu;

test.each(texts)('$id', ({ text: { en, es } }) => {
  for (const text of [en, es]) {
    expect(text).toMatch(/^\p{Lu}.*[.?]$/u);
    expect(text).not.toMatch(/\.\.|\s\s|\(\s*\)/u);
  }
  expect([spanish.test(en), english.test(es)]).toEqual([false, false]);
});
