import { keptWith } from '../../kept-with.ts';
import type { Code } from '../code.ts';
import { isMadeOf } from './phrases.ts';

/** The words that may stand beside codes of a system, in every language; the code itself may. */
export interface LabelRow {
  readonly system: string;
  readonly codes: readonly string[];
  readonly words: readonly string[];
}

/**
 * True when all that is written beside the codes of one concept is made of words that the rulebook
 * has for them. A code without a row is called as the others are: alone, it has no words.
 */
export function areLabels(
  rows: readonly LabelRow[],
  codes: readonly Code[],
  texts: readonly string[],
): boolean {
  const index = indexOf(rows);
  const ofAll = codes.flatMap((code) => index.get(keyOf(code)) ?? []);
  const isNamed = (said: string, rows: readonly Phrases[]): boolean =>
    rows.some((phrases) => isMadeOf(said, phrases));
  return (
    texts.every((said) => isNamed(said, ofAll)) &&
    codes.every((code) => {
      const { display } = code;
      return display === undefined || isNamed(display, index.get(keyOf(code)) ?? ofAll);
    })
  );
}

type Phrases = readonly string[];

/** The phrases of each code, as long as the rulebook lives: what is folded of them is kept. */
const indexes = keptWith<readonly LabelRow[], ReadonlyMap<string, readonly Phrases[]>>();

function indexOf(rows: readonly LabelRow[]): ReadonlyMap<string, readonly Phrases[]> {
  return indexes(rows, () => makeIndex(rows));
}

function makeIndex(rows: readonly LabelRow[]): ReadonlyMap<string, readonly Phrases[]> {
  const index = new Map<string, readonly Phrases[]>();
  for (const { system, codes, words } of rows) {
    for (const code of codes) {
      const key = keyOf({ system, code });
      index.set(key, [...(index.get(key) ?? []), [...words, code]]);
    }
  }
  return index;
}

function keyOf({ system, code }: Code): string {
  return `${system}|${code}`;
}
