import type { Json, JsonObject } from '../../json/json.ts';
import type { States } from '../plan/parts.ts';
import type { Alternatives, CheckContext, Slot, State } from '../plan/state.ts';
import type { ClaimedProfiles } from './profiles.ts';
import type { ResourceTask } from './task.ts';

/** Where a resource stands that an element holds. */
export interface Nesting {
  /** FHIRPath from the outer resource's expression. */
  readonly step: string;
  readonly isContained: boolean;
  readonly slot: Slot;
  readonly fullUrl: string | undefined;
  readonly context: CheckContext;
}

/** What a walk leaves to whoever knows the other resources. */
export interface WalkHost {
  readonly undecided: Set<string>;
  readonly unknownSystems: Set<string>;
  /** Takes in a resource that stands in an element of another. */
  nest(outer: ResourceTask, value: Json, nesting: Nesting): void;
  /** Judges a reference and asks its target for the profiles it needs. */
  refer(task: ResourceTask, value: JsonObject, state: State, context: CheckContext): void;
  /** Where samples are tried out: nothing that is seen there counts. */
  bench(): SampleHost;
  /** True unless another element of the resource, at another place, has the id. */
  isFirstId(task: ResourceTask, id: string, place: string): boolean;
  /** True when a value has no errors in a state. */
  holds(task: ResourceTask, value: Json, state: State): boolean;
  /** Reports when a value fits none of several type profiles. */
  choose(task: ResourceTask, value: Json, among: Alternatives, context: CheckContext): void;
}

/** What samples are tried out with. */
export interface SampleHost extends WalkHost {
  readonly states: States;
  claimsOf(resource: JsonObject): ClaimedProfiles;
  /** True when no more can be tried out. */
  readonly isSpent: boolean;
  /** How many errors a resource has by itself; undefined for one of no known type. */
  errorsIn(task: ResourceTask): number | undefined;
}
