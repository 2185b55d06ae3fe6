import type { Json, JsonObject } from '../../json/json.ts';
import type { States } from '../plan/parts.ts';
import type { CheckContext, Member, Slice, TargetGroup } from '../plan/state.ts';

/** A value that is to be added: of a member, and in a slice of it where one is missing. */
export interface Wanted {
  readonly member: Member;
  readonly slice?: Slice;
}

/** What samples are made from. */
export interface SampleWorld {
  readonly states: States;
  /** For slicing, which may look at what references lead to. */
  readonly context: CheckContext;
  /** A reference to a resource at hand that a Reference may lead to. */
  referenceTo(targets: readonly TargetGroup[]): JsonObject | undefined;
  /** A value that depends on what else is there: a sequence, a fullUrl. */
  valueIn(member: Member): Json | undefined;
}
