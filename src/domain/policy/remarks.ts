import { isInRange } from './compare.ts';
import type { Remark } from './found-evidence.ts';
import type { FactDefinition } from './rulebook.ts';

/**
 * The first remark beside a value that may change what it means: words that are not understood,
 * prose that contradicts, a part that qualifies. What automation can't read is for people.
 */
export function openRemark(
  definition: FactDefinition,
  remarks: readonly Remark[],
): Remark | undefined {
  return remarks.find((remark) => isOpen(definition, remark));
}

function isOpen(definition: FactDefinition, { form, text, code }: Remark): boolean {
  const { codes, qualifiedBy, understood, contradictedBy } = definition;
  if (form === 'beside') {
    return code !== undefined && (qualifiedBy ?? []).some((range) => isInRange(code, range));
  }
  const said = [text, code?.display].filter((one) => one !== undefined);
  if (said.some((one) => isContradicted(one, contradictedBy ?? []))) return true;
  if (form === 'prose' || understood === undefined) return false;
  if (said.some((one) => !isUnderstood(one, understood))) return true;
  if (code === undefined) return said.length === 0;
  const named = (codes ?? []).filter(({ system }) => system === code.system);
  if (named.length > 0) return !named.some((range) => isInRange(code, range));
  // A code of another system says what its words say; without words it says what nobody reads.
  return code.display === undefined;
}

/** A phrase is meant whole; one that ends in a hyphen is the beginning of words. */
function isContradicted(text: string, phrases: readonly string[]): boolean {
  const said = ` ${wordsOf(text).join(' ')} `;
  return phrases.some((phrase) => {
    const end = phrase.endsWith('-') ? '' : ' ';
    return said.includes(` ${wordsOf(phrase).join(' ')}${end}`);
  });
}

/** A text is understood when phrases that are can be laid end to end over all of its words. */
function isUnderstood(text: string, phrases: readonly string[]): boolean {
  if (text.length > TEXT_MAX) return false;
  const words = wordsOf(text);
  const known = phrases.map(wordsOf);
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

/** Longer texts are for people. */
const TEXT_MAX = 300;

/** Letters and digits, folded; signs between them divide words. */
function wordsOf(text: string): readonly string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}
