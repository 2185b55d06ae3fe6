/**
 * True when a text holds one of the phrases. A phrase is meant whole; one that ends in a hyphen is
 * the beginning of words; `#` in it is any number: `# l` is `2L` and `0.5 l`.
 */
export function holdsPhrase(text: string, phrases: readonly string[]): boolean {
  const words = wordsOf(text);
  const said = ` ${words.join(' ')} `;
  const amounts = ` ${words.map((word) => word.replace(/^\p{N}+$/u, '#')).join(' ')} `;
  return foldedOf(phrases).some((phrase, index) => {
    const end = phrases[index]?.endsWith('-') === true ? '' : ' ';
    const within = phrase.includes('#') ? amounts : said;
    return within.includes(` ${phrase.join(' ')}${end}`);
  });
}

/** True when phrases can be laid end to end over all words of a text. */
export function isMadeOf(text: string, phrases: readonly string[]): boolean {
  if (text.length > TEXT_MAX || PICTURES.test(text)) return false;
  const words = wordsOf(text);
  const known = foldedOf(phrases);
  // reached[n]: the first n words can be laid out.
  const reached = [true];
  for (let end = 1; end <= words.length; end += 1) {
    reached[end] = known.some(
      (phrase) =>
        phrase.length <= end &&
        reached[end - phrase.length] === true &&
        phrase.every((word, index) => words[end - phrase.length + index] === word),
    );
  }
  return reached[words.length] === true;
}

/** The phrases of a rulebook as words: read once, as long as the rulebook lives. */
const folded = new WeakMap<readonly string[], readonly (readonly string[])[]>();

function foldedOf(phrases: readonly string[]): readonly (readonly string[])[] {
  const known = folded.get(phrases) ?? phrases.map(phraseOf);
  folded.set(phrases, known);
  return known;
}

/** Longer texts are for people. */
const TEXT_MAX = 300;

/** Pictures say things without words; signs as those of degrees and percent don't. */
const PICTURES = /\p{Extended_Pictographic}/u;

function phraseOf(phrase: string): readonly string[] {
  return phrase
    .split('#')
    .flatMap((part, index) => [...(index > 0 ? ['#'] : []), ...wordsOf(part)]);
}

/** An amount and the unit right behind it are two words: `2L`. */
const AMOUNT = /(?<=^|[^\p{L}\p{N}])(\p{N}{1,9})(?=\p{L})/gu;

/** Letters and digits, folded, without what is invisible; signs between them divide words. */
function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(AMOUNT, '$1 ');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
