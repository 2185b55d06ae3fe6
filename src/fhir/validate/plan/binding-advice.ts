import type { SystemCode } from '../../terminology/code-set.ts';
import type { CodeSet } from '../../terminology/terminology.ts';
import { quote } from './quote.ts';
import type { StatedCode } from './stated-codes.ts';

/** A bound value set, and what else holds at the element: advice keeps to all of it. */
export interface Advised {
  readonly codes: CodeSet | undefined;
  /** The codes that fixed values and patterns leave. */
  readonly stated: readonly StatedCode[];
  /** True for code, string and uri: a code without its system. */
  readonly isBare: boolean;
  /** What else binds the same element. */
  readonly others: readonly CodeSet[];
  /** True of an extensible binding: another code may stand where none of the set fits. */
  readonly isOpen: boolean;
}

/** What a coded element may have. */
export interface BoundCodes {
  readonly codes: readonly SystemCode[];
  readonly systems: readonly string[];
}

/** Codes that a hint names, and of how many of a set they are looked for. */
const NAMED_MAX = 8;
const LOOKED_MAX = 400;

/** What to do about a code that its value set does not have, against nothing else that holds. */
export function bindingMend(bound: Advised): string {
  const { codes, stated, isBare, isOpen } = bound;
  const left = stated.filter(
    ({ code, system }) => codes?.has(isBare ? undefined : system, code) === 'in',
  );
  if (left.length > 0) return `use ${left.map(({ code }) => quote(code)).join(' or ')}`;
  const sample = fittingCodes(bound).map(({ code }) => code);
  const systems = codes?.systems ?? [];
  const isBeside = stated.length > 0 && !isBare;
  const what = isBeside ? 'add a coding of the value set' : 'use a code of the value set';
  const such = sample.length > 0 ? `, such as ${[...new Set(sample)].join(', ')}` : '';
  const from =
    such === '' && systems.length > 0 ? `, from ${systems.slice(0, 3).join(' or ')}` : '';
  const unless = isOpen ? '; keep what is there where none of them fits' : '';
  return `${what}${such}${from}${unless}`;
}

/** Codes of a set that nothing else at the element forbids. */
export function fittingCodes({ codes, others, isBare }: Advised): readonly SystemCode[] {
  const sample = codes?.codings(LOOKED_MAX) ?? [];
  const fitting = sample.filter(({ system, code }) =>
    others.every((set) => set.has(isBare ? undefined : system, code) !== 'out'),
  );
  return (fitting.length > 0 || isBare ? fitting : sample).slice(0, NAMED_MAX);
}
