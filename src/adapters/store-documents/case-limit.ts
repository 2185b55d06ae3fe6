import type { StoreProblem } from '../../ports/store.ts';

/** How large a case may be as it lies in the store. */
export interface CaseLimit {
  readonly bytesMax: number;
  /** What whoever runs the program calls the limit. */
  readonly name?: string;
}

/** For those who look at everything that is there. */
export const NO_CASE_LIMIT: CaseLimit = { bytesMax: Number.MAX_SAFE_INTEGER };

/** Why a case of so many bytes is neither kept nor opened; undefined within the limit. */
export function oversized(bytes: number, { bytesMax, name }: CaseLimit): StoreProblem | undefined {
  if (bytes <= bytesMax) return undefined;
  const limit = name === undefined ? '' : `; the limit is ${name}`;
  return {
    kind: 'too-large',
    reason: `the case has ${bytes} bytes; ${bytesMax} are allowed${limit}`,
  };
}
