/** A phrase is meant whole; one that ends in a hyphen is the beginning of words. */
export function saysAny(text: string, phrases: readonly string[]): boolean {
  const said = ` ${wordsOf(text).join(' ')} `;
  return foldedOf(phrases).some((phrase, index) => {
    const end = phrases[index]?.endsWith('-') === true ? '' : ' ';
    return said.includes(` ${phrase.join(' ')}${end}`);
  });
}

/** The phrases of a rulebook as words: read once, as long as the rulebook lives. */
const folded = new WeakMap<readonly string[], readonly (readonly string[])[]>();

/** The words of each phrase. */
export function foldedOf(phrases: readonly string[]): readonly (readonly string[])[] {
  const known = folded.get(phrases) ?? phrases.map(wordsOf);
  folded.set(phrases, known);
  return known;
}

/** Letters and digits, folded, without what is invisible; signs between them divide words. */
export function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
