import type { Code } from '../code.ts';
import type { CodeRange } from './policy.ts';

/** What something is, as it was sent: the codes of a concept, and all that is written in it. */
export interface KindAsSent {
  readonly codes: readonly Code[];
  readonly texts: readonly string[];
}

/** What something may be: by its codes, and by the phrases of which its names are made. */
export interface KnownKinds {
  readonly codes: readonly CodeRange[];
  readonly words: readonly string[];
}

/**
 * True when each code is one that is listed, or of a system of which none is listed and called by
 * words, which are held to those of the rulebook elsewhere. The sender's own code beside others
 * says what they say.
 */
export function areOfKnownKind(
  { codes, texts }: KindAsSent,
  listed: readonly CodeRange[],
): boolean {
  const isCalled = texts.some((text) => LETTER.test(text));
  const isToldByOthers = codes.some(({ isOwn }) => isOwn !== true);
  return codes.every((code) => {
    const rows = listed.filter(({ system }) => system === code.system);
    if (rows.length > 0) return rows.some((row) => isOfRange(code, row));
    return isCalled || (code.isOwn === true && isToldByOthers);
  });
}

/** A text of signs alone calls nothing by a name. */
const LETTER = /\p{L}/u;

/** True for a code of a range; its prefixes are beginnings of codes. */
export function isOfRange({ system, code }: Code, range: CodeRange): boolean {
  if (system !== range.system) return false;
  return range.codes?.includes(code) === true || isBegun(code, range.prefixes);
}

function isBegun(code: string, prefixes: readonly string[] = []): boolean {
  return prefixes.some((prefix) => code.startsWith(prefix));
}
