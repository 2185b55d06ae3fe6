import type { StoreProblem } from '../../ports/store.ts';

/** SQLite's words for what is there and is not what was kept. */
const DAMAGE = /malformed|not a database/u;

/** Words for what no store can hold, however often it is tried. */
const TOO_LARGE = /too big|larger than the maximum|Invalid string length/u;

/** What a failure of the store says of trying again: it may help, or not. */
export function storeProblem(reason: string): StoreProblem {
  if (TOO_LARGE.test(reason)) return { kind: 'too-large', reason };
  return { kind: DAMAGE.test(reason) ? 'damaged' : 'unavailable', reason };
}
