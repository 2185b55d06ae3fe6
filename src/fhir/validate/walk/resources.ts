import { isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import type { States } from '../plan/parts.ts';
import type { Alternatives, CheckContext, Finding, State, TargetGroup } from '../plan/state.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import { unknownResource, wrongTarget } from './findings-references.ts';
import type { Nesting, SampleHost } from './host.ts';
import { Journal } from './journal.ts';
import { type ClaimedProfiles, claimedType, derivesFrom, profileRoots } from './profiles.ts';
import { checkReference, type UnresolvedReference } from './references.ts';
import { createScope } from './scope.ts';
import { type ResourceTask, restfulBase, type Scope, typeOf } from './task.ts';
import { Walk } from './walk.ts';
import type { Watch } from './watch.ts';

/** Where a resource enters. */
export type ResourcePlace = Pick<
  ResourceTask,
  'parent' | 'step' | 'isContained' | 'scope' | 'fullUrl'
>;

/** Settings of one validation. */
export interface ResourceSettings {
  readonly states: States;
  readonly undecided: Set<string>;
  readonly unknownSystems: Set<string>;
  readonly steps: number;
  /** Absent where nobody looks at the time. */
  readonly watch?: Watch | undefined;
  /** Trial walks only count errors: they neither follow references nor nest. */
  readonly isTrial: boolean;
}

/** What the making of all samples may spend. */
const SAMPLE_STEPS_MAX = 500_000;

/** The resources of one validation: what is to be walked, and which profiles each must satisfy. */
export class Resources implements SampleHost {
  readonly settings: ResourceSettings;
  /** What the walk may still spend; trials spend from the same. */
  budget: { steps: number };
  readonly queue: ResourceTask[] = [];
  readonly unresolved: UnresolvedReference[] = [];
  private readonly tasks: Map<JsonObject, ResourceTask> = new Map();
  private readonly pending: Map<JsonObject, Set<ElementNode>> = new Map();
  private readonly claims: Map<JsonObject, ClaimedProfiles> = new Map();
  private readonly scopes: Map<ResourceTask, Scope> = new Map();
  private readonly ids: Map<ResourceTask, Map<string, string>> = new Map();
  private readonly trials: Map<Json, Map<State, number>> = new Map();
  private trialBench: SampleHost | undefined;

  constructor(settings: ResourceSettings) {
    this.settings = settings;
    this.budget = { steps: settings.steps };
  }

  get undecided(): Set<string> {
    return this.settings.undecided;
  }

  get unknownSystems(): Set<string> {
    return this.settings.unknownSystems;
  }

  /** Enters a resource into the queue; undefined (with a finding) when it is none. */
  enter(value: Json, place: ResourcePlace): ResourceTask | Finding {
    const type = isJsonObject(value) ? value.resourceType : undefined;
    if (!isJsonObject(value) || typeof type !== 'string' || !this.isResourceType(type)) {
      const meant = claimedType(value, this.settings.states.parts);
      return unknownResource(typeof type === 'string' ? type : undefined, meant);
    }
    const expected = this.pending.get(value) ?? new Set<ElementNode>();
    const walked = new Set<ElementNode>();
    const { parent, step, isContained, scope, fullUrl } = place;
    const task: ResourceTask = {
      value,
      type,
      parent,
      step,
      isContained,
      scope,
      fullUrl,
      base: restfulBase(fullUrl, value),
      expected,
      walked,
      isWalked: false,
    };
    this.tasks.set(value, task);
    this.queue.push(task);
    return task;
  }

  /** True for the types of R4 that a resource can have. */
  isResourceType(type: string): boolean {
    const facts = this.settings.states.parts.snapshots.type(type)?.structure.facts;
    return facts?.kind === 'resource' && !facts.abstract;
  }

  /** Takes in a resource that stands in an element of another. */
  nest(outer: ResourceTask, value: Json, nesting: Nesting): void {
    if (this.settings.isTrial) return;
    const { step, isContained, fullUrl, context, slot } = nesting;
    const scope = isContained ? outer.scope : this.scopeIn(outer);
    const entered = this.enter(value, { parent: outer, step, isContained, scope, fullUrl });
    if ('severity' in entered) {
      context.report(entered);
      return;
    }
    for (const group of slot.resources) this.require(entered.value, group, context);
  }

  private scopeIn(outer: ResourceTask): Scope | undefined {
    if (outer.type !== 'Bundle') return outer.scope;
    const known = this.scopes.get(outer);
    if (known !== undefined) return known;
    const made = createScope(outer.value, outer.scope);
    this.scopes.set(outer, made);
    return made;
  }

  /** Asks that a resource be of a group's types and satisfy one of its profiles. */
  require(target: JsonObject, group: TargetGroup, context: CheckContext): void {
    const type = typeOf(target);
    const fit = group.fit(type);
    if (fit === undefined) context.report(wrongTarget(group, type));
    else if (!this.settings.isTrial) {
      if (fit.undecided !== undefined) context.undecided(fit.undecided);
      const [first, second] = fit.roots;
      this.expect(target, second === undefined ? first : this.closest(target, fit.roots));
    }
  }

  /** Of several profiles, the one that the resource claims, else the one it has least against. */
  private closest(target: JsonObject, roots: readonly ElementNode[]): ElementNode | undefined {
    const claimed = this.claimsOf(target).roots;
    const isClaimed = (root: ElementNode): boolean =>
      claimed.some((one) => derivesFrom(one, root, this.settings.states.parts));
    const chosen = roots.find(isClaimed);
    if (chosen !== undefined) return chosen;
    let best: ElementNode | undefined;
    let fewest = Number.POSITIVE_INFINITY;
    for (const root of roots) {
      const state = this.settings.states.of([root], root.structure.facts.type);
      const errors = this.errorsOf(this.trialTask(target), target, state);
      if (errors < fewest) [best, fewest] = [root, errors];
    }
    return best;
  }

  /** The profiles that a resource claims, read once however many refer to it. */
  claimsOf(resource: JsonObject): ClaimedProfiles {
    const known = this.claims.get(resource);
    if (known !== undefined) return known;
    const made = profileRoots(resource, this.settings.states.parts);
    this.claims.set(resource, made);
    return made;
  }

  private trialTask(value: JsonObject): ResourceTask {
    const known = this.tasks.get(value);
    if (known !== undefined) return known;
    return {
      value,
      type: typeOf(value),
      parent: undefined,
      step: '',
      isContained: false,
      scope: undefined,
      fullUrl: undefined,
      base: undefined,
      expected: new Set(),
      walked: new Set(),
      isWalked: false,
    };
  }

  private expect(target: JsonObject, root: ElementNode | undefined): void {
    if (root === undefined) return;
    const task = this.tasks.get(target);
    if (task === undefined) {
      const pending = this.pending.get(target);
      if (pending === undefined) this.pending.set(target, new Set([root]));
      else pending.add(root);
      return;
    }
    if (task.expected.has(root)) return;
    task.expected.add(root);
    // Walked before anyone asked this of it: it comes again, for the new profile alone.
    if (task.isWalked) this.queue.push(task);
  }

  /** Judges a reference: its form, its target's type and profiles. */
  refer(task: ResourceTask, value: JsonObject, state: State, context: CheckContext): void {
    const target = checkReference(task, value, state, context);
    if (target === undefined) return;
    if ('unresolved' in target) this.unresolved.push(target);
    else for (const group of state.targets) this.require(target.resource, group, context);
  }

  /** Where samples are tried out: nothing that is seen there counts, and all share a budget. */
  bench(): SampleHost {
    const apart = { undecided: new Set<string>(), unknownSystems: new Set<string>() };
    const steps = SAMPLE_STEPS_MAX;
    this.trialBench ??= new Resources({
      ...this.settings,
      ...apart,
      steps,
      watch: this.settings.watch?.forSamples(),
      isTrial: true,
    });
    return this.trialBench;
  }

  /** True when no more can be tried out. */
  get isSpent(): boolean {
    return this.budget.steps < 0;
  }

  get states(): States {
    return this.settings.states;
  }

  /** A resource is walked again for each profile: the same place is the same element. */
  isFirstId(task: ResourceTask, id: string, place: string): boolean {
    if (this.settings.isTrial) return true;
    const places = this.ids.get(task) ?? new Map<string, string>();
    this.ids.set(task, places);
    const first = places.get(id);
    if (first === undefined) places.set(id, place);
    return first === undefined || first === place;
  }

  /** True when a value has no errors in a state. */
  holds(task: ResourceTask, value: Json, state: State): boolean {
    return this.errorsOf(task, value, state) === 0;
  }

  /** How many errors a resource has by itself; undefined for one of no known type. */
  errorsIn(task: ResourceTask): number | undefined {
    const roots = [...task.expected];
    // Mixes of many profiles are walked one by one: one of them has to do.
    const together = roots.length <= 2 ? roots : roots.slice(0, 1);
    const state = this.settings.states.ofResource(task.type, together);
    return state === undefined ? undefined : this.errorsOf(task, task.value, state);
  }

  private errorsOf(task: ResourceTask, value: Json, state: State): number {
    const known = this.trials.get(value)?.get(state);
    if (known !== undefined) return known;
    const journal = new Journal(100);
    const trial = new Resources({ ...this.settings, isTrial: true });
    const allowance = { steps: this.budget.steps, watch: this.settings.watch };
    const walk = new Walk(trial, journal, task, allowance);
    trial.budget = walk.scope;
    walk.valueIn(task, value, state);
    this.budget.steps = walk.scope.steps;
    const byState = this.trials.get(value) ?? new Map<State, number>();
    byState.set(state, journal.errorCount);
    this.trials.set(value, byState);
    return journal.errorCount;
  }

  /** One of several type profiles has to fit a value. */
  choose(task: ResourceTask, value: Json, alternatives: Alternatives, context: CheckContext): void {
    const { parts } = this.settings.states;
    const { profiles, packageId, type, rule } = alternatives;
    const fits = profiles.some((profile) => {
      const root = parts.snapshots.root(profile, packageId);
      return root === undefined || this.holds(task, value, this.settings.states.of([root], type));
    });
    if (fits) return;
    context.report({
      severity: 'error',
      code: 'structure',
      rule,
      message: `the value fits none of the profiles ${profiles.join(', ')}`,
      mend: 'follow one of them',
    });
  }
}
