import type { JsonObject } from '../../json/json.ts';
import type { PlannedInvariant } from '../plan/state.ts';
import { resolveReference } from './scope.ts';
import { containerOf, type ResourceTask } from './task.ts';

/** What a constraint may spend when it is looked at again. */
const STEPS_MAX = 20_000;

/** An element, and what would stand in its place. */
interface Exchanged {
  readonly owner: JsonObject;
  readonly element: JsonObject;
}

/** Whether a constraint would hold for an element in place of another. */
export function holdsIn(
  invariant: PlannedInvariant,
  { owner, element }: Exchanged,
  task: ResourceTask,
): boolean {
  const root = containerOf(task).value;
  const scope = {
    resource: task.value === owner ? element : task.value,
    rootResource: root === owner ? element : root,
    resolve: (reference: string) => resolveReference(reference, task),
    steps: STEPS_MAX,
  };
  return invariant.test(element, undefined, scope) !== false;
}
