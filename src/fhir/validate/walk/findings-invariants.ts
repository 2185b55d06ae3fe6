import { isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import { quote } from '../plan/quote.ts';
import type { Finding, PlannedInvariant, Remedy, State } from '../plan/state.ts';
import { holdsIn } from './holds-in.ts';
import type { WalkHost } from './host.ts';
import { type InvariantWords, invariantWords } from './invariant-words.ts';
import type { Sample } from './missing.ts';
import { sampleOfChild } from './remedies.ts';
import type { ResourceTask } from './task.ts';

/** Where a constraint is broken. */
export interface BrokenIn {
  readonly task: ResourceTask;
  readonly host: WalkHost;
  /** The state of the element, where that is at hand. */
  readonly state: State | undefined;
}

/** A broken constraint. */
export function broken(
  invariant: PlannedInvariant,
  value: Json | undefined,
  { task, host, state }: BrokenIn,
): Finding {
  const { rule, severity, expression } = invariant;
  const words = invariantWords(rule.check, expression, value);
  const told = words ?? rawWords(invariant, value);
  const isOfValue = words !== undefined && value !== undefined && typeof value !== 'object';
  const about = isOfValue ? ({ isOfValue } as const) : {};
  const mend = (): string =>
    withSample(told.mend, (name) => sampleOfChild(host, { owner: value, state, task }, name));
  const remedy = { ...recheck(invariant, value, task), mend };
  return { severity, code: 'invariant', rule, ...told, ...about, remedy };
}

/** A mend that begins with adding an element has a sample of it, where one settles the matter. */
function withSample(mend: string, sampleOf: (name: string) => Sample | undefined): string {
  const [, name] = /^add (\w+(?:\[x\])?)(?=$|[ ,:])/.exec(mend) ?? [];
  const sample = name === undefined ? undefined : sampleOf(name)?.text;
  return sample === undefined ? mend : `${mend}, as in ${sample}`;
}

function rawWords({ rule, expression }: PlannedInvariant, value: Json | undefined): InvariantWords {
  const seen = value === undefined || typeof value === 'object' ? '' : ` for ${quote(value)}`;
  return {
    message: `the rule ${rule.check} does not hold${seen}: ${shorten(expression)}`,
    mend: 'change the element so that the expression becomes true',
  };
}

function shorten(expression: string): string {
  return expression.length <= 200 ? expression : `${expression.slice(0, 199)}…`;
}

/** Looks whether a broken constraint would hold once other faults are mended. */
function recheck(invariant: PlannedInvariant, value: Json | undefined, task: ResourceTask): Remedy {
  if (!isJsonObject(value)) return {};
  const isSettledIn = (element: JsonObject): boolean =>
    holdsIn(invariant, { owner: value, element }, task);
  return { element: value, isSettledIn };
}
