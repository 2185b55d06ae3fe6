import { isJsonObject, type Json } from '../../json/json.ts';
import type { State } from '../plan/state.ts';
import { membersOf } from '../sample/sample-builder.ts';
import { isAbsent } from './absence.ts';
import type { WalkHost } from './host.ts';
import { makeSample } from './make-sample.ts';
import type { Missing, Sample } from './missing.ts';
import { once } from './once.ts';
import type { ResourceTask } from './task.ts';

/** A sample of what is missing, made when it is first asked for. */
export function sampleWith(
  host: WalkHost,
  task: ResourceTask,
  missing: Missing,
): () => Sample | undefined {
  return once(() => makeSample(missing, task, host.bench()));
}

/** Whether an example may stand as a value in a state: advice names no other. */
export function allowedIn(state: State, task: ResourceTask, host: WalkHost) {
  return (example: Json): boolean => host.bench().holds(task, example, state);
}

/** An element, and what of it is known. */
interface Element {
  readonly owner: Json | undefined;
  readonly state: State | undefined;
  readonly task: ResourceTask;
}

/** A sample of a child that an element does not have. */
export function sampleOfChild(
  host: WalkHost,
  { owner, state, task }: Element,
  name: string,
): Sample | undefined {
  const slot = state?.slots.find((one) => one.name === name);
  if (state === undefined || slot === undefined || !isJsonObject(owner)) return undefined;
  if (!isAbsent(owner, slot)) return undefined;
  return makeSample({ owner, state, members: membersOf(state, slot) }, task, host.bench());
}
