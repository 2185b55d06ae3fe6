import type { Registry } from '../registry.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import type { Snapshots } from '../snapshot/snapshot-lookup.ts';
import type { InvariantPlanner } from './invariants.ts';
import type { State } from './state.ts';
import type { ValueChecks } from './value-checks.ts';

/** What states are built from. */
export interface PlanParts {
  readonly registry: Registry;
  readonly snapshots: Snapshots;
  readonly checks: ValueChecks;
  readonly invariants: InvariantPlanner;
}

/** Makes and interns states. */
export interface States {
  readonly parts: PlanParts;
  /** The state of a value of a type to which a set of element definitions applies. */
  of(nodes: readonly ElementNode[], type: string): State;
  /** The state of a resource: its type's and the given profiles' roots. */
  ofResource(type: string, roots: readonly ElementNode[]): State | undefined;
  /** How many states have been made. */
  readonly size: number;
}
