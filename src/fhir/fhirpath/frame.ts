import type { Json, JsonObject } from '../json/json.ts';
import type { Expression } from './ast.ts';
import type { TypeModel } from './model.ts';
import type { Item, Sibling, Value } from './value.ts';

/** What an invariant may look at beyond its element; `steps` is the budget of the whole run. */
export interface Surroundings {
  readonly resource: JsonObject;
  readonly rootResource: JsonObject;
  resolve(reference: string, from: JsonObject): JsonObject | undefined;
  memberOf?(valueSet: string, coded: Json): boolean | undefined;
  steps: number;
}

const NO_RESOURCE: JsonObject = {};
const NO_SCOPE: Surroundings = {
  resource: NO_RESOURCE,
  rootResource: NO_RESOURCE,
  resolve: () => undefined,
  steps: 0,
};

/** The state of one evaluation; reused from run to run, so that checks allocate nothing. */
export class Frame {
  scope: Surroundings = NO_SCOPE;
  value: Value = null;
  sibling: Sibling = undefined;
  /** An error of the expression on this instance, like many items where one was expected. */
  failed = false;
  busy = false;
  kept: Value | undefined = undefined;
  keptType = '';
  keptSibling: Sibling = undefined;
  out: Item[] = [];
  index = -1;

  begin(scope: Surroundings, value: Value, sibling: Sibling): void {
    this.scope = scope;
    this.value = value;
    this.sibling = sibling;
    this.failed = false;
    this.busy = true;
  }

  end(): void {
    this.scope = NO_SCOPE;
    this.value = null;
    this.sibling = undefined;
    this.kept = undefined;
    this.keptSibling = undefined;
    this.busy = false;
  }
}

/** Takes one item and gives how many results follow from it. */
export type Step = (value: Value, sibling: Sibling, frame: Frame) => number;

/** A boolean for `$this`; undefined is the empty collection. */
export type Truth = (value: Value, sibling: Sibling, frame: Frame) => boolean | undefined;

/** One plain value for `$this`; undefined is the empty collection. */
export type Single = (value: Value, sibling: Sibling, frame: Frame) => Value | undefined;

/** A collection for `$this`. */
export type Gather = (value: Value, sibling: Sibling, frame: Frame) => readonly Item[];

/** What follows after a step, by the type of the items that it gives. */
export interface Continuation {
  /** True when one result is as good as many (exists). */
  readonly stop: boolean;
  enter(type: string): Step;
}

/** The compilers of the four forms, each for a node and the static type of `$this`. */
export interface Kit {
  readonly model: TypeModel;
  readonly root: string;
  stream(node: Expression, type: string, next: Continuation): Step;
  truth(node: Expression, type: string): Truth;
  single(node: Expression, type: string): Single;
  items(node: Expression, type: string): Gather;
}

/** The type of `$this` when it is the empty collection. */
export const NOTHING = '{}';

/** The step that leads nowhere. */
export const NONE: Step = () => 0;

/** The step that counts its item. */
export const ONE: Step = () => 1;

/** A continuation that compiles each type once. */
export function continuation(stop: boolean, enter: (type: string) => Step): Continuation {
  const known = new Map<string, Step>();
  return {
    stop,
    enter(type: string): Step {
      const step = known.get(type) ?? enter(type);
      known.set(type, step);
      return step;
    },
  };
}

/** Takes steps off the budget; false, and the evaluation failed, when it is used up. */
export function spend(frame: Frame, steps: number): boolean {
  frame.scope.steps -= steps;
  if (frame.scope.steps >= 0) return true;
  frame.failed = true;
  return false;
}
