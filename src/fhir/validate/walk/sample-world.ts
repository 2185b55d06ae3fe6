import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import type { PlanParts } from '../plan/parts.ts';
import type { CheckContext, Member, TargetGroup } from '../plan/state.ts';
import type { SampleWorld } from '../sample/sample-world.ts';
import type { SampleHost } from './host.ts';
import { derivesFrom } from './profiles.ts';
import { resolveReference } from './scope.ts';
import { type ResourceTask, restfulBase, typeOf } from './task.ts';

/** What lies around a value that is missing. */
export interface Around {
  readonly task: ResourceTask;
  /** The element that lacks it. */
  readonly owner: JsonObject;
  /** Its own list, where it lacks one more of it. */
  readonly list: Json | undefined;
}

/** What a sample is made from in a document. */
export function sampleWorld(around: Around, host: SampleHost): SampleWorld {
  return {
    states: host.states,
    context: trialContext(around.task, host),
    referenceTo: (targets) => referenceTo(targets, around.task, host),
    valueIn: (member) => valueIn(member, around),
  };
}

/** Asks as a walk does, and reports to nobody. */
function trialContext(task: ResourceTask, host: SampleHost): CheckContext {
  const silent = (): void => undefined;
  return {
    report: silent,
    reportAt: silent,
    place: () => '',
    undecided: silent,
    unknownSystem: silent,
    resource: task.value,
    resolve: (reference) => resolveReference(reference, task),
    isFirstId: () => true,
    holds: (value, state) => host.holds(task, value, state),
  };
}

/** How much of what a client wrote a message shows. */
const SHOWN_MAX = 64;

/** Outside of a Bundle a made-up one; inside of it an entry that is there, or nothing. */
function referenceTo(
  targets: readonly TargetGroup[],
  task: ResourceTask,
  host: SampleHost,
): JsonObject | undefined {
  if (task.scope === undefined) {
    const type = targets[0]?.choices[0]?.type ?? 'Resource';
    return { reference: `${type === 'Resource' ? 'Patient' : type}/example` };
  }
  let found: string | undefined;
  let best = -1;
  for (const [fullUrl, resource] of task.scope.byFullUrl) {
    if (resource === task.value || fullUrl.length > SHOWN_MAX) continue;
    if (!targets.every((one) => one.fit(typeOf(resource)))) continue;
    let fit = Number.POSITIVE_INFINITY;
    for (const one of targets) fit = Math.min(fit, fitOf(resource, one, host));
    if (fit > best) [found, best] = [fullUrl, fit];
  }
  return found === undefined ? undefined : { reference: found };
}

/** 2 when a resource claims just what a reference asks of its target, 1 when more, else 0. */
function fitOf(resource: JsonObject, target: TargetGroup, host: SampleHost): number {
  const { parts }: { readonly parts: PlanParts } = host.states;
  const roots = target.fit(typeOf(resource))?.roots ?? [];
  const claimed = host.claimsOf(resource).roots;
  if (roots.length === 0 || roots.some((root) => claimed.includes(root))) return 2;
  return roots.some((root) => claimed.some((one) => derivesFrom(one, root, parts))) ? 1 : 0;
}

function valueIn({ slot }: Member, around: Around): Json | undefined {
  if (slot.name === 'sequence') return nextSequence(around);
  return slot.name === 'fullUrl' ? fullUrlOf(around) : undefined;
}

/** One more than the sequences beside it. */
function nextSequence({ task, owner, list }: Around): number {
  const lists = Object.values(task.value).filter(
    (value) => value !== undefined && isJsonArray(value),
  );
  const own = list ?? lists.find((one) => isJsonArray(one) && one.includes(owner)) ?? [];
  let highest = 0;
  for (const item of isJsonArray(own) ? own : []) {
    const sequence = isJsonObject(item) ? Number(item.sequence) : 0;
    if (sequence > highest) highest = sequence;
  }
  return highest + 1;
}

/** The URL of an entry's resource on the server of the other entries. */
function fullUrlOf({ task, owner }: Around): Json | undefined {
  const { resource } = owner;
  if (!isJsonObject(resource) || typeof resource.id !== 'string') return undefined;
  for (const entry of isJsonArray(task.value.entry) ? task.value.entry : []) {
    if (!isJsonObject(entry) || !isJsonObject(entry.resource)) continue;
    const fullUrl = typeof entry.fullUrl === 'string' ? entry.fullUrl : undefined;
    const base = restfulBase(fullUrl, entry.resource);
    const url = base === undefined ? undefined : `${base}${typeOf(resource)}/${resource.id}`;
    if (url !== undefined && url.length <= SHOWN_MAX) return url;
  }
  return undefined;
}
