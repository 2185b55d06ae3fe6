import { foldedCode } from '../code/procedure-code.ts';
import type { Code, LocalizedText } from '../code.ts';
import type { Policy } from './policy.ts';

/** What modifiers of procedure codes (HCPCS, CPT) do to the service that they stand at. */
export interface ModifierRow {
  readonly codes: readonly string[];
  /** `other`: with it the service is another one, as the left side is another than the right. */
  readonly service: 'same' | 'other';
  /** `person`: it changes what is asked for in a way that criteria don't judge. */
  readonly review: 'automatic' | 'person';
  /** True when at most one of the row can be meant. */
  readonly isExclusive?: boolean;
  /** Modifiers of other rows that can't be meant beside one of this row. */
  readonly excludes?: readonly string[];
  /** Kinds of service (X12 1365) that say the contrary: what was bought is no rental. */
  readonly unlikeCategories?: Policy['services'];
  /** True when it says that the member has the equipment already. */
  readonly isOfOwned?: boolean;
  readonly title: LocalizedText;
}

/** The row of a modifier; undefined when we don't know it. */
export function modifierRow(
  rows: readonly ModifierRow[],
  { code }: Pick<Code, 'code'>,
): ModifierRow | undefined {
  return rows.find(({ codes }) => codes.includes(code));
}

/** The first of some modifiers that can't be meant beside one of the row. */
export function excludedBy<Modifier extends Pick<Code, 'code'>>(
  { codes, isExclusive, excludes = [] }: ModifierRow,
  { code }: Pick<Code, 'code'>,
  modifiers: readonly Modifier[],
): Modifier | undefined {
  const alternatives = isExclusive === true ? codes.filter((one) => one !== code) : [];
  return modifiers.find((other) => [...alternatives, ...excludes].includes(other.code));
}

/** The modifiers that make a service another one, folded, each once and in order. */
export function distinguishing(
  rows: readonly ModifierRow[],
  modifiers: readonly string[],
): readonly string[] {
  const folded = modifiers.map(foldedCode);
  const others = folded.filter((code) => modifierRow(rows, { code })?.service === 'other');
  return [...new Set(others)].sort();
}
