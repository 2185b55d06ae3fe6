/**
 * A name as it is compared: one form for what is only written in another way. Width and case are
 * folded, accents of Latin and Greek letters and optional vowel points taken off, letters that have
 * no accent to take off spelled as usual; what can't be seen is left out. Letters of every script
 * stay, and so do marks that make another letter.
 * Source: Unicode UAX #15 (NFKC) and default caseless matching.
 */
export function foldedName(name: string): string {
  const wide = name.normalize('NFKC').replace(INVISIBLE, '').replace(APOSTROPHES, '');
  // Up and down again is what folds `ß` and `ſ`, which have no capital of their own.
  const lower = wide.toUpperCase().toLowerCase().replaceAll('ς', 'σ').replaceAll('ё', 'е');
  const plain = lower
    .normalize('NFD')
    .replace(ACCENTED, plainLetter)
    .replace(POINTS, '')
    .normalize('NFC');
  return plain.replace(STROKED, (letter) => spelled.get(letter) ?? letter);
}

function plainLetter(letter: string): string {
  return letter.replace(ACCENTS, '');
}

/** The same with umlauts spelled out: Müller is Muller to one system, Mueller to another. */
export function spelledOutName(name: string): string {
  const lower = name.normalize('NFKC').toLowerCase();
  return foldedName(lower.replace(UMLAUTS, (letter) => spelledOut.get(letter) ?? letter));
}

/** The words of a folded name: what stands between anything but letters, their marks and digits. */
export function wordsOf(folded: string): readonly string[] {
  return folded.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => /\p{L}/u.test(word));
}

const INVISIBLE = /\p{Cf}/gu;
const APOSTROPHES = /['’‘ʼ´`ʻ]/gu;
/** A letter with its marks at once: looking back from each mark is slow where there are many. */
const ACCENTED = /[\p{Script=Latin}\p{Script=Greek}]\p{M}+/gu;
const ACCENTS = /[\u0300-\u036f]/gu;
/** Points of Arabic and Hebrew that are written or not, and the line that only stretches. */
const POINTS = /[\u064b-\u0652\u05b0-\u05c7\u0640]/gu;
const STROKED = /[øđłæœðþħŧ]/gu;
const UMLAUTS = /[äöüåø]/gu;

const spelled: ReadonlyMap<string, string> = new Map(
  Object.entries({ ø: 'o', đ: 'd', ł: 'l', æ: 'ae', œ: 'oe', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't' }),
);

const spelledOut: ReadonlyMap<string, string> = new Map(
  Object.entries({ ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' }),
);
