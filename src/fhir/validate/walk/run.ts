import type { JsonObject } from '../../json/json.ts';
import type { Issue } from '../issue.ts';
import type { States } from '../plan/parts.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import { checkBundle } from './bundle-rules.ts';
import { tooCostly, tooSlow, wrongProfileType } from './findings-references.ts';
import { Journal } from './journal.ts';
import { Resources } from './resources.ts';
import { expressionOf, type ResourceTask } from './task.ts';
import { Walk } from './walk.ts';
import { type TimeLimit, Watch } from './watch.ts';

/** Limits and choices of a validation. */
export interface RunSettings {
  readonly states: States;
  readonly undecided: Set<string>;
  readonly unknownSystems: Set<string>;
  /** Elements visited and invariant steps together; what remains is not judged. */
  readonly stepsMax: number;
  /** Absent: it may take as long as its steps. */
  readonly time?: TimeLimit | undefined;
  readonly issuesMax: number;
  /** Severity of a reference whose target is missing deeper than the Claim's own references. */
  readonly missingTarget: 'error' | 'warning';
}

/** What is asked of a resource besides what it claims, and what was found in its text before. */
export interface RunInput {
  readonly profiles: readonly ElementNode[];
  readonly faults: readonly Issue[];
}

/** Walks a resource and all resources in it; the issues, errors first. */
export function runValidation(
  root: JsonObject,
  { profiles, faults }: RunInput,
  settings: RunSettings,
): readonly Issue[] {
  const { stepsMax, issuesMax, time } = settings;
  const journal = new Journal(issuesMax);
  const watch = time === undefined ? undefined : new Watch(time, () => journal.isFull);
  for (const fault of faults) journal.addIssue(fault);
  const resources = new Resources({ ...settings, steps: stepsMax, watch, isTrial: false });
  const entered = resources.enter(root, ROOT_PLACE);
  if ('severity' in entered) {
    journal.add('$this', entered);
    return journal.issues();
  }
  for (const profile of profiles) {
    const { type, url } = profile.structure.facts;
    if (type === entered.type) entered.expected.add(profile);
    else journal.add(entered.type, wrongProfileType(url, type, entered.type));
  }
  const walk = new Walk(resources, journal, entered, { steps: stepsMax, watch });
  resources.budget = walk.scope;
  for (let at = 0; at < resources.queue.length && !walk.isSpent; at++) {
    const task = resources.queue[at];
    if (task !== undefined) walkTask(task, walk, { settings, journal, resources });
  }
  if (watch?.over !== undefined) journal.stop(entered.type, tooSlow(watch.over, watch.name));
  else if (walk.isSpent) journal.stop(entered.type, tooCostly(stepsMax));
  checkBundle(resources, journal, settings.missingTarget);
  return journal.issues();
}

const ROOT_PLACE = {
  parent: undefined,
  step: '',
  isContained: false,
  scope: undefined,
  fullUrl: undefined,
} as const;

interface TaskContext {
  readonly settings: RunSettings;
  readonly journal: Journal;
  readonly resources: Resources;
}

/** Walks a resource with the profiles it claims and is expected to satisfy, but for those done. */
function walkTask(task: ResourceTask, walk: Walk, context: TaskContext): void {
  const { settings, journal, resources } = context;
  const { states } = settings;
  if (!task.isWalked) {
    const claimed = resources.claimsOf(task.value);
    for (const [index, finding] of claimed.findings) {
      journal.add(`${expressionOf(task)}.meta.profile[${index}]`, finding);
    }
    for (const root of claimed.roots) task.expected.add(root);
  }
  const open = [...task.expected].filter((root) => !task.walked.has(root));
  if (task.isWalked && open.length === 0) return;
  task.isWalked = true;
  for (const root of open) task.walked.add(root);
  for (const roots of together(open)) {
    const state = states.ofResource(task.type, roots);
    if (state !== undefined) walk.resourceIn(task, state);
  }
}

/**
 * Two profiles are walked as one set of definitions, more one by one: a client may claim any mix of
 * profiles, and the sets must not grow with it. An issue that comes again is journalled once.
 */
function together(roots: readonly ElementNode[]): readonly (readonly ElementNode[])[] {
  return roots.length <= 2 ? [roots] : roots.map((root) => [root]);
}
