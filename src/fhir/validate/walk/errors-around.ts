import { keptWith } from '../../../kept-with.ts';
import {
  isJsonArray,
  isJsonObject,
  type Json,
  JsonDecimal,
  type JsonObject,
} from '../../json/json.ts';
import type { State } from '../plan/state.ts';
import { holdsIn } from './holds-in.ts';
import type { SampleHost } from './host.ts';
import type { ResourceTask } from './task.ts';

/** An element that may be exchanged for another, and its state where that is at hand. */
interface Exchanged {
  readonly owner: JsonObject;
  readonly state?: State;
}

interface Where {
  readonly task: ResourceTask;
  readonly host: SampleHost;
}

/**
 * How many errors a resource has with an element in place of another: what is added may break what
 * holds around it. Of a resource too large to look at again only the element's constraints count.
 */
export function errorsAround(
  { owner, state }: Exchanged,
  element: JsonObject,
  { task, host }: Where,
): number {
  const whole = isSmall(task.value) ? exchanged(task.value, owner, element) : undefined;
  const found = whole === undefined ? undefined : host.errorsIn({ ...task, value: whole });
  if (found !== undefined) return found;
  const broken = state?.invariants.filter((one) => !holdsIn(one, { owner, element }, task));
  // What is missing is an error of the element as it is.
  return (broken?.length ?? 0) + (element === owner ? 1 : 0);
}

/** How many values a resource has at most that is looked at again. */
const VALUES_MAX = 4000;

const kept = keptWith<JsonObject, boolean>();

function isSmall(resource: JsonObject): boolean {
  return kept(resource, () => valuesIn(resource, VALUES_MAX) < VALUES_MAX);
}

/** How many values there are, up to a limit. */
function valuesIn(value: Json | undefined, limit: number): number {
  if (typeof value !== 'object' || value === null || value instanceof JsonDecimal) return 1;
  let count = 1;
  for (const item of Object.values(value)) {
    if (count >= limit) break;
    count += valuesIn(item, limit - count);
  }
  return count;
}

/** A copy of a resource with another element in place of one; undefined when it is not found. */
function exchanged(root: JsonObject, from: JsonObject, to: JsonObject): JsonObject | undefined {
  if (root === from) return to;
  const within = (value: Json): Json | undefined => {
    if (value === from) return to;
    if (typeof value !== 'object') return undefined;
    if (isJsonArray(value)) {
      for (const [index, item] of value.entries()) {
        const found = within(item);
        if (found !== undefined) return value.with(index, found);
      }
    }
    if (!isJsonObject(value)) return undefined;
    for (const name in value) {
      const found = within(value[name] ?? null);
      if (found !== undefined) return { ...value, [name]: found };
    }
    return undefined;
  };
  const made = within(root);
  return isJsonObject(made) ? made : undefined;
}
