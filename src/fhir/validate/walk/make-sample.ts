import { isJsonArray, type Json } from '../../json/json.ts';
import { stringifyJson } from '../../json/stringify-json.ts';
import type { Member } from '../plan/state.ts';
import { ATTEMPTS_MAX } from '../sample/primitive-samples.ts';
import { requiredSlices, SampleBuilder } from '../sample/sample-builder.ts';
import type { SampleWorld, Wanted } from '../sample/sample-world.ts';
import { errorsAround } from './errors-around.ts';
import type { SampleHost } from './host.ts';
import type { Missing, Sample } from './missing.ts';
import { type Around, sampleWorld } from './sample-world.ts';
import { SliceTally } from './slice-tally.ts';

/** The longest sample that is shown. */
const LENGTH_MAX = 800;

/**
 * The smallest value that mends what is missing; undefined when none was found that is right where
 * it would stand, or none that is short enough.
 */
export function makeSample(
  missing: Missing,
  task: Around['task'],
  host: SampleHost,
): Sample | undefined {
  if (host.isSpent) return undefined;
  const before = errorsAround(missing, missing.owner, { task, host });
  let best: Sample | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const member of missing.members) {
    const list = missing.owner[member.key];
    const world = sampleWorld({ task, owner: missing.owner, list }, host);
    const tried = new Set<string>();
    for (let attempt = 0; attempt < ATTEMPTS_MAX && fewest > 0; attempt++) {
      const items = itemsOf(missing, member, { world, attempt });
      if (items === undefined) break;
      const sample = toSample(items, member, missing);
      if (tried.has(sample.text)) continue;
      tried.add(sample.text);
      const isRight = items.every((item) => holds(item, member, { missing, task, host, world }));
      if (!isRight) continue;
      if (sample.text.length > LENGTH_MAX) break;
      const after = errorsAround(missing, sample.added(missing.owner), { task, host });
      // What could not be tried to its end is not shown.
      if (host.isSpent) return undefined;
      if (after < Math.min(before, fewest)) [best, fewest] = [sample, after];
    }
  }
  return best;
}

interface Making {
  readonly world: SampleWorld;
  readonly attempt: number;
}

function itemsOf(
  { slice, owner }: Missing,
  member: Member,
  { world, attempt }: Making,
): readonly Json[] | undefined {
  const builder = new SampleBuilder(world, attempt);
  const wanted: Wanted = slice === undefined ? { member } : { member, slice };
  const list = owner[member.key];
  const isWhole = slice === undefined && member.form === 'list' && list === undefined;
  const made = isWhole ? builder.list(member) : builder.value(wanted);
  if (made === undefined) return undefined;
  return isWhole && isJsonArray(made) ? made : [made];
}

interface Verifying {
  readonly missing: Missing;
  readonly task: Around['task'];
  readonly host: SampleHost;
  readonly world: SampleWorld;
}

/** True when a value has no error where it would stand, and is in the slice that it is for. */
function holds(item: Json, member: Member, { missing, task, host, world }: Verifying): boolean {
  const { slicing } = member.slot;
  const match = slicing?.match(item, member, world.context);
  if (slicing !== undefined && match !== undefined) {
    if (new SliceTally(slicing).add(match) !== undefined) return false;
  }
  const { slice } = missing;
  if (match?.findings.some(({ severity }) => severity === 'error') === true) return false;
  if (slice !== undefined && !match?.slices.some((at) => slicing?.slices[at] === slice))
    return false;
  const state = match?.state ?? member.state();
  const fault = state.primitive?.(item);
  return fault?.severity !== 'error' && host.holds(task, item, state);
}

function toSample(items: readonly Json[], member: Member, { owner }: Missing): Sample {
  const { key, form } = member;
  const list = owner[key];
  const value = form === 'list' ? items : (items[0] ?? null);
  const isItem = isJsonArray(list) || requiredSlices(member.slot).length > 1;
  const text = isItem
    ? items.map((item) => stringifyJson(item)).join(',')
    : `${stringifyJson(key)}:${stringifyJson(value)}`;
  return {
    text,
    added: (element) => {
      const there = element[key];
      return {
        ...element,
        [key]: isJsonArray(there) && form === 'list' ? [...there, ...items] : value,
      };
    },
  };
}
