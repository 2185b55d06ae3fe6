import { expect, test } from 'vitest';
import { areLabels } from '../../../src/domain/policy/labels.ts';
import { unread } from './found.ts';

/** Goal: what is written beside a code is its own words, or nothing that automation reads. */
const rows = [
  { system: 'pos', codes: ['12'], words: ['home', "patient's home", 'casa'] },
  { system: 'pos', codes: ['12'], words: ['hogar'] },
  { system: 'pos', codes: ['14'], words: ['group home'] },
];
const code = (system: string, value: string, display?: string) =>
  display === undefined ? { system, code: value } : { system, code: value, display };

test.each([
  ['nothing', [code('pos', '12')], [], true],
  ['its word', [code('pos', '12', 'Home')], [], true],
  ['its word as text', [code('pos', '12')], ['Patient’s  HOME'], true],
  ['a word of its second row', [code('pos', '12', 'Hogar')], [], true],
  ['its code and its word', [code('pos', '12', '12 - Casa')], [], true],
  ['a sign that denies its word', [code('pos', '12')], ['≠ home'], false],
  ['a cross behind its word', [code('pos', '12', 'Home ✗')], [], false],
  ['no letters at all', [code('pos', '12', '–')], [], true],
  ['a word of another code', [code('pos', '12', 'Group home')], [], false],
  ['its word and more', [code('pos', '12', 'Home, hospital at')], [], false],
  ['an unknown word', [code('pos', '12')], ['Ward'], false],
  ['a text beside no code', [], ['Home'], false],
  ['a word beside a code without a row', [code('pos', '21', 'Home')], [], false],
  ['a translation with our word', [code('pos', '12'), code('own', 'H', 'Home')], [], true],
  ['a translation with another', [code('pos', '12'), code('own', 'W', 'Ward')], [], false],
  ['words changed about', [code('pos', '12', 'Group home'), code('pos', '14', 'Home')], [], false],
  ['a longer text than is read', [code('pos', '12')], ['home '.repeat(100)], false],
])('%s', (_, codes, texts, expected) => {
  expect(areLabels(unread(rows), codes, texts)).toBe(expected);
});
