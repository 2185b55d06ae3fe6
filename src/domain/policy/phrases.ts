import { keptWith } from '../../kept-with.ts';

/**
 * True when a text holds one of the phrases. A phrase is meant whole; one that ends in a hyphen is
 * the beginning of words; `#` in it is any number: `# l` is `2L` and `0.5 l`.
 */
export function holdsPhrase(text: string, phrases: readonly string[]): boolean {
  if (text.length > SHORT_MAX) return isHeld(text, phrases);
  const known = short(phrases, () => new Map<string, boolean>());
  const isKnownHeld = known.get(text);
  if (isKnownHeld !== undefined) return isKnownHeld;
  if (known.size >= TEXTS_MAX) known.clear();
  const found = isHeld(text, phrases);
  known.set(text, found);
  return found;
}

/** Names of codes, units and people come again with each request: so many short ones are kept. */
const short = keptWith<readonly string[], Map<string, boolean>>();
const SHORT_MAX = 60;
const TEXTS_MAX = 1_000;

function isHeld(text: string, phrases: readonly string[]): boolean {
  const words = wordsOf(text);
  const said = ` ${words.join(' ')} `;
  const amounts = ` ${words.map((word) => word.replace(/^\p{N}+$/u, '#')).join(' ')} `;
  return foldedOf(phrases).some(({ sought, isOfAmount }) =>
    (isOfAmount ? amounts : said).includes(sought),
  );
}

/** True when phrases can be laid end to end over a text, and all its signs are read. */
export function isMadeOf(text: string, phrases: readonly string[]): boolean {
  if (text.length > TEXT_MAX || UNREAD_SIGNS.test(text)) return false;
  const words = wordsOf(text);
  const known = foldedOf(phrases);
  // reached[n]: the first n words can be laid out.
  const reached = [true];
  for (const last of words.keys()) {
    const end = last + 1;
    reached[end] = known.some(
      ({ words: phrase }) =>
        phrase.length <= end &&
        reached[end - phrase.length] === true &&
        phrase.every((word, index) => words[end - phrase.length + index] === word),
    );
  }
  return reached[words.length] === true;
}

interface Phrase {
  readonly words: readonly string[];
  /** The words as they stand in a folded text, with what divides them from others. */
  readonly sought: string;
  readonly isOfAmount: boolean;
}

/** The phrases of a rulebook, folded: read once, as long as the rulebook lives. */
const folded = keptWith<readonly string[], readonly Phrase[]>();

function foldedOf(phrases: readonly string[]): readonly Phrase[] {
  return folded(phrases, () => phrases.map(phraseOf));
}

/** Longer texts are for people. */
const TEXT_MAX = 300;

/**
 * Signs that are not read: boxes, crosses, marks of doubt and of denial say things without words.
 * What is left out here divides words, or belongs to amounts, units, names and addresses.
 */
const UNREAD_SIGNS = /[^\p{L}\p{M}\p{N}\p{Cf}\s.,;:()[\]/%'"’‘“”&+#*°_=|@•·®™©–—-]/u;

function phraseOf(phrase: string): Phrase {
  const words = phrase
    .split('#')
    .flatMap((part, index) => [...(index > 0 ? ['#'] : []), ...wordsOf(part)]);
  const end = phrase.endsWith('-') ? '' : ' ';
  return { words, sought: ` ${words.join(' ')}${end}`, isOfAmount: words.includes('#') };
}

/** An amount and the unit right behind it are two words: `2L`. */
const AMOUNT = /(?<=^|[^\p{L}\p{N}])(\p{N}{1,9})(?=\p{L})/gu;

/** Letters and digits, folded, without what is invisible; signs between them divide words. */
export function wordsOf(text: string): readonly string[] {
  return foldedText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A text in small letters, without marks on them and what is invisible; `2L` is `2 l`. */
export function foldedText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(AMOUNT, '$1 ');
}
