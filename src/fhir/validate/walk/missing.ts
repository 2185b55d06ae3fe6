import type { JsonObject } from '../../json/json.ts';
import type { Member, Slice, State } from '../plan/state.ts';

/** What is missing: one of these members, and in a slice of it where one is. */
export interface Missing {
  readonly members: readonly Member[];
  readonly slice?: Slice;
  /** The element that lacks it, and its state where that is at hand. */
  readonly owner: JsonObject;
  readonly state?: State;
}

/** What can be added in place of what is missing. */
export interface Sample {
  /** As JSON on one line: a member, or the item of a list that is there. */
  readonly text: string;
  /** The element with the sample added. */
  added(element: JsonObject): JsonObject;
}
