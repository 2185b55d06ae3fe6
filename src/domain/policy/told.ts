import { keptWith } from '../../kept-with.ts';
import type { Tellable } from './found-evidence.ts';
import { namesOfMonth } from './months.ts';
import { foldedText } from './phrases.ts';

/**
 * The numbers of a text that tells nothing that the data does not: each word and each number is
 * one of the data or of the words that may tell it. Undefined: it tells more, or what nobody reads.
 */
export function numbersTold(
  text: string,
  tellable: Tellable,
  known: readonly string[],
): ReadonlySet<string> | undefined {
  if (text.length > TEXT_MAX || UNREAD_SIGNS.test(text)) return undefined;
  const tokens = tokensOf(text);
  if (!isLaidOut(tokens, indexOf(known), indexOfData(tellable))) return undefined;
  return new Set(tokens.filter(isNumber));
}

/**
 * True when among numbers that a text tells a value is, or none is an amount of the data: a limit
 * that is told alone may be meant as the value.
 */
export function isValueTold(
  numbers: ReadonlySet<string>,
  { amounts }: Tellable,
  value: string,
): boolean {
  return numbers.has(numberOf(value)) || !amounts.some((amount) => numbers.has(numberOf(amount)));
}

/** Longer texts are for people. */
const TEXT_MAX = 5_000;

/** Signs that are not read; those that compare or point are held to the data as words are. */
const UNREAD_SIGNS = /[^\p{L}\p{M}\p{N}\p{Cf}\s.,;:()[\]/%'"’‘“”&+#*°_=|@•·®™©–—\-<>≤≥≈~±←↑→↓]/u;

/** Phrases by their first word. */
type Index = ReadonlyMap<string, readonly (readonly string[])[]>;

/** In phrases: any number of the data. */
const ANY_NUMBER = '#';

/** So many words are compared for one text; what takes more is for people. */
const STEPS_MAX = 50_000;

/** True when phrases can be laid end to end over all words. */
function isLaidOut(tokens: readonly string[], known: Index, ofData: Index): boolean {
  let steps = 0;
  const fits = (wanted: string, token = ''): boolean => {
    steps += 1;
    return wanted === token || (wanted === ANY_NUMBER && isNumber(token) && ofData.has(token));
  };
  const reached = new Set([0]);
  // A set keeps its order, and what is added while it is walked is walked too.
  for (const at of reached) {
    if (at === tokens.length) return true;
    if (steps > STEPS_MAX) return false;
    for (const index of [known, ofData]) {
      for (const phrase of index.get(tokens[at] ?? '') ?? []) {
        const isHere = phrase.every((wanted, place) => fits(wanted, tokens[at + place]));
        if (isHere) reached.add(at + phrase.length);
      }
    }
  }
  return false;
}

const readPhrases = keptWith<readonly string[], Index>();

function indexOf(phrases: readonly string[]): Index {
  return readPhrases(phrases, () => indexed(phrases.map(phraseOf)));
}

/** `on #`: a word before any number of the data. */
function phraseOf(phrase: string): readonly string[] {
  const words = tokensOf(phrase);
  return phrase.endsWith(ANY_NUMBER) ? [...words, ANY_NUMBER] : words;
}

const readData = keptWith<Tellable, Index>();

function indexOfData(data: Tellable): Index {
  return readData(data, () => indexed(phrasesOfData(data)));
}

function indexed(phrases: readonly (readonly string[])[]): Index {
  const index = new Map<string, (readonly string[])[]>();
  for (const phrase of phrases) {
    const [first] = phrase;
    if (first === undefined) continue;
    const same = index.get(first) ?? [];
    same.push(phrase);
    index.set(first, same);
  }
  return index;
}

/** Texts whole and by their words; numbers in them only with all that stands around them. */
function phrasesOfData({ texts, amounts }: Tellable): readonly (readonly string[])[] {
  return [
    ...amounts.map((amount) => [numberOf(amount)]),
    ...texts.flatMap((text) => {
      const tokens = tokensOf(text);
      if (DATE.test(text)) {
        const months = namesOfMonth(text).flatMap((month) => [[month], ['on', month]]);
        return [tokens, ...partsOfDate(text).map((part) => [part]), ...months];
      }
      const words = tokens.filter((token) => !isNumber(token)).map((word) => [word]);
      // A short number that is a whole text may be any: an id of 96 is no saturation.
      return [...words, ...(tokens.length > 1 ? [tokens] : longNumber(tokens[0]))];
    }),
  ];
}

function longNumber(token: string | undefined): readonly (readonly string[])[] {
  return token !== undefined && LONG_NUMBER.test(token) ? [[token]] : [];
}

const LONG_NUMBER = /^\d{4}|^\d+\.\d+\.\d/u;
const DATE = /^\d{4}(?:-\d{2}){1,2}(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?$/u;

/**
 * The numbers of a date: years, months, days, hours as both clocks tell them, their zone. A day
 * without a time may be told as its midnight.
 */
function partsOfDate(date: string): readonly string[] {
  const zones = (date.match(/(?<=[+-])\d{2}:\d{2}$/gu) ?? []).map((zone) => zone.replace(':', ''));
  const hour = Number(/(?<=T)\d{2}/u.exec(date)?.[0] ?? 0) % 12;
  const parts = [...(date.match(/\d+/gu) ?? []), ...zones, '0'];
  return [...parts.map(numberOf), String(hour === 0 ? 12 : hour)];
}

const NUMBER = /^\d+(?:[.,]\d+)?$/u;

function isNumber(token: string): boolean {
  return NUMBER.test(token);
}

/** A number as its digits say it: `07` is 7, `86,0` is 86. */
function numberOf(written: string): string {
  const plain = written.replace(',', '.');
  if (!NUMBER.test(plain)) return written;
  const whole = plain.replace(/^0+(?=\d)/u, '');
  return whole.includes('.') ? whole.replace(/\.0+$|(?<![.0])0+$/u, '') : whole;
}

/** Words and numbers; signs that compare or point say something too. */
const TOKEN = /\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{N}]+|[<>≤≥≈~±←↑→↓]/gu;

function tokensOf(text: string): readonly string[] {
  return (foldedText(text).match(TOKEN) ?? []).map(numberOf);
}
