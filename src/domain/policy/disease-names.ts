import type { Code } from '../code.ts';
import type { OrderReason } from '../review/written.ts';
import { isInRange } from './compare.ts';
import { isMadeOf } from './phrases.ts';
import type { CodeRange } from './policy.ts';
import type { DiseaseName, FactDefinition } from './rulebook.ts';

/** What the families are called to which codes belong by which a fact is decided. */
export function namesOf(
  { names = [] }: FactDefinition,
  codes: readonly Code[],
): readonly DiseaseName[] {
  return names.filter((one) => codes.some((code) => isIn(one.codes, code)));
}

/**
 * True when words, and a further code, say no more than which disease of these families it is. A
 * code of the sender's own system says what its words say; any other one has to be known. Shape:
 * of no family nothing is known, and anything is a name of it.
 */
export function isNameOf(
  names: readonly DiseaseName[],
  said: readonly string[],
  code: Code | undefined,
): boolean {
  if (names.length === 0) return true;
  if (!said.every((one) => names.some(({ words }) => isMadeOf(one, words)))) return false;
  if (code === undefined || names.some((one) => isOneOf(one, code))) return true;
  return code.isOwn === true && code.display !== undefined;
}

/** True for a code of a system that names diseases a fact knows, if only as harmless ones. */
export function isKnownDisease({ names = [], harmless = [] }: FactDefinition, code: Code): boolean {
  return names.some((one) => isOneOf(one, code)) || isIn(harmless, code);
}

/**
 * True for a reason that is one of the diseases by which a fact decides, by its codes and words, or
 * by its words alone; or another diagnosis of the same request.
 */
export function isReasonOf(
  definition: FactDefinition,
  { codes, texts }: OrderReason,
  diagnosed: readonly Code[],
): boolean {
  const { names = [] } = definition;
  if (codes.length === 0) return isNameOf(names, texts, undefined);
  const families = names.filter((one) => codes.some((code) => isOneOf(one, code)));
  if (families.length > 0) {
    const said = codes.map((code) => ({ code, words: code.display ?? [] }));
    return (
      isNameOf(families, texts, undefined) &&
      said.every(({ code, words }) => isNameOf(families, [words].flat(), code))
    );
  }
  const isSame = (code: Code): boolean =>
    diagnosed.some((one) => one.system === code.system && one.code === code.code);
  const isFurther = (code: Code): boolean =>
    code.isOwn === true || isIn(definition.harmless ?? [], code);
  return codes.some(isSame) && codes.every((code) => isSame(code) || isFurther(code));
}

function isOneOf({ codes, also }: DiseaseName, code: Code): boolean {
  return isIn(codes, code) || isIn(also, code);
}

function isIn(ranges: readonly CodeRange[], code: Code): boolean {
  return ranges.some((range) => isInRange(code, range));
}
