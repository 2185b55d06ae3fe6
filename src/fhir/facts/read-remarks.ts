import type { Remark } from '../../domain/policy/found-evidence.ts';

/** So many remarks are read of a piece of evidence, and so much text in them. */
export const REMARKS_MAX = 200;
const TEXT_MAX = 40_000;

/** False when there are more, or longer ones, than are read. */
export function areRead(remarks: readonly Remark[]): boolean {
  return remarks.length <= REMARKS_MAX && lengthOf(remarks) <= TEXT_MAX;
}

function lengthOf(remarks: readonly Remark[]): number {
  return remarks.reduce(
    (sum, { text, code }) => sum + (text?.length ?? 0) + (code?.display?.length ?? 0),
    0,
  );
}
