import type { LocalizedText } from '../code.ts';
import type { CodeRange, Policy } from './policy.ts';

/**
 * Services that tell on one another: a line on one of `services` is for a person where one of
 * `beside` stands beside it.
 */
export interface RelationRow {
  readonly id: string;
  /**
   * `same-days`: another line of the request, or what the member has open or authorized, on days of
   * the line. `still-open`: another case that nobody has decided yet, whatever its days are.
   */
  readonly when: readonly ('same-days' | 'still-open')[];
  readonly services: readonly CodeRange[];
  /** Absent: each of `services` beside another of them. */
  readonly beside?: Policy['services'];
  /** Kinds of service of other lines that say the same (X12 1365); the ledger doesn't have them. */
  readonly besideCategories?: Policy['services'];
  /** What a person has to look at. */
  readonly words: LocalizedText;
  readonly source: string;
}

/** The rows that say something of a service, by its codes as the ledger has them. */
export function rowsAbout(
  rows: readonly RelationRow[],
  codes: readonly string[],
): readonly RelationRow[] {
  const isOf = (code: string, { codes: exact = [], prefixes = [] }: CodeRange): boolean =>
    exact.includes(code) || prefixes.some((prefix) => code.startsWith(prefix));
  return rows.filter(({ services }) =>
    services.some((range) => codes.some((code) => isOf(code, range))),
  );
}

/** The codes that tell on a service of the row. */
export function codesBeside({ services, beside }: RelationRow): readonly string[] {
  return (beside ?? services).flatMap(({ codes = [] }) => codes);
}
