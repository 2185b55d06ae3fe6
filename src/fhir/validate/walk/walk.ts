import { present } from '../../../result.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import type { CheckContext, Member, PlannedInvariant, Slot, State } from '../plan/state.ts';
import { membersOf } from '../sample/sample-builder.ts';
import { isAbsent, siblingOf } from './absence.ts';
import { Cursor } from './cursor.ts';
import * as findings from './findings.ts';
import { missing, type SampleOf, sliceCount, tooFew, tooMany } from './findings-counts.ts';
import { broken } from './findings-invariants.ts';
import { unknownMember } from './findings-members.ts';
import type { WalkHost } from './host.ts';
import type { Journal } from './journal.ts';
import { allowedIn, sampleWith } from './remedies.ts';
import { resolveReference } from './scope.ts';
import { SliceTally } from './slice-tally.ts';
import { containerOf, type ResourceTask } from './task.ts';
import { type Allowance, WalkScope } from './walk-scope.ts';

/** How deep elements may lie; parsing has the same limit, so that only made-up trees meet it. */
const DEPTH_MAX = 96;

/**
 * Walks one resource at a time over its states, in one pass. Recursion is bounded by the depth of
 * the tree, work by the step budget, which the invariants share.
 */
export class Walk extends Cursor implements CheckContext {
  readonly scope: WalkScope;

  constructor(host: WalkHost, journal: Journal, task: ResourceTask, allowance: Allowance) {
    super(host, journal, task);
    this.scope = new WalkScope(task.value, allowance, (reference) => this.resolve(reference));
  }

  /** True when the budget is used up. */
  get isSpent(): boolean {
    return this.scope.steps < 0;
  }

  get resource(): JsonObject {
    return this.task.value;
  }

  /** Walks a resource in a state. */
  resourceIn(task: ResourceTask, state: State): void {
    this.begin(task);
    this.object(task.value, state);
    this.judge(task.value, undefined, state);
  }

  /** Walks one value in a state; for slices by profile and alternatives of type profiles. */
  valueIn(task: ResourceTask, value: Json, state: State): void {
    this.begin(task);
    if (isJsonObject(value)) this.object(value, state);
    this.judge(value, undefined, state);
  }

  private begin(task: ResourceTask): void {
    this.task = task;
    this.depth = 0;
    this.scope.resource = task.value;
    this.scope.rootResource = containerOf(task).value;
  }

  resolve(reference: string): JsonObject | undefined {
    return resolveReference(reference, this.task);
  }

  holds(value: Json, state: State): boolean {
    return this.host.holds(this.task, value, state);
  }

  private object(value: JsonObject, state: State): void {
    const { members } = state;
    let seen = 0;
    let chosen = 0;
    let isEmpty = true;
    for (const key in value) {
      const member = members.get(key);
      if (member === undefined) {
        this.unknown(key, state, value);
        continue;
      }
      isEmpty = false;
      seen |= member.bit;
      if ((chosen & member.choiceBit) !== 0) this.report(findings.secondChoice(member));
      chosen |= member.choiceBit;
      this.member(value, member, value[key] ?? null);
    }
    if (isEmpty && state.kind !== 'resource') this.report(findings.emptyObject(state));
    if ((seen & state.requiredBits) === state.requiredBits) return;
    for (const slot of state.required) {
      if (isAbsent(value, slot)) this.missing(slot, state, value);
    }
  }

  private unknown(key: string, state: State, owner: JsonObject): void {
    if (key === 'resourceType' && state.kind === 'resource') return;
    this.scope.steps -= 1;
    if (!this.isSpent) this.report(unknownMember(key, state, owner));
  }

  private missing(slot: Slot, state: State, owner: JsonObject): void {
    const sampleOf = this.sampler(owner, membersOf(state, slot), state);
    for (const finding of missing(slot, sampleOf)) this.report(finding);
  }

  private sampler(owner: JsonObject, members: readonly Member[], state?: State): SampleOf {
    const { task, host } = this;
    return (slice) => sampleWith(host, task, present({ owner, members, slice, state }));
  }

  private member(owner: JsonObject, member: Member, value: Json): void {
    if (member.form === 'single') {
      if (Array.isArray(value)) this.misfit(member, value, 'one value, not an array');
      else {
        this.enter(member.step);
        if (member.slot.slicing === undefined) this.value(owner, member, value, member.state());
        else this.sliced(owner, member, [value]);
        this.depth -= 1;
      }
    } else if (member.form === 'list') {
      if (Array.isArray(value)) this.list(owner, member, value);
      else this.misfit(member, value, 'an array');
    } else if (member.form === 'sibling') this.sibling(owner, member, value);
    else if (!member.isSibling) this.report(findings.notAllowed(member));
  }

  private misfit(member: Member, value: Json, wanted: string): void {
    this.enter(member.step);
    this.report(findings.wrongForm(member, value, wanted));
    this.depth -= 1;
  }

  private list(owner: JsonObject, member: Member, values: readonly Json[]): void {
    const { slot } = member;
    const count = values.length;
    if (count > slot.max) this.report(tooMany(slot, count));
    if (count > 0 && count < slot.min) {
      this.report(tooFew(slot, count, this.sampler(owner, [member])));
    }
    this.enter(member.step);
    if (count === 0) this.report(findings.empty(member, 'an empty array'));
    else if (slot.slicing !== undefined) this.sliced(owner, member, values);
    else {
      const state = slot.isResource ? undefined : member.state();
      for (let index = 0; index < count; index++) {
        this.indexes[this.depth - 1] = index;
        const value = values[index];
        if (value === undefined) continue;
        if (state === undefined) this.nested(owner, member, value);
        else this.value(owner, member, value, state);
      }
    }
    this.depth -= 1;
  }

  private sliced(owner: JsonObject, member: Member, values: readonly Json[]): void {
    const { slicing, many } = member.slot;
    if (slicing === undefined) return;
    const tally = new SliceTally(slicing);
    for (let index = 0; index < values.length; index++) {
      if (many) this.indexes[this.depth - 1] = index;
      const value = values[index];
      if (value === undefined || this.isSpent) continue;
      const match = slicing.match(value, member, this);
      for (const finding of match.findings) this.report(finding);
      if (match.ownerRules.length > 0) this.invariants(match.ownerRules, owner, undefined);
      const misfit = tally.add(match);
      if (misfit !== undefined) this.report(misfit);
      this.value(owner, member, value, match.state);
    }
    this.closeSlices(owner, member, tally);
  }

  /** Slice counts belong to the element that holds the list. */
  private closeSlices(owner: JsonObject, member: Member, tally: SliceTally): void {
    const problems = tally.problems();
    if (problems.length === 0) return;
    const sampleOf = this.sampler(owner, [member]);
    this.depth -= 1;
    for (const [slice, count] of problems) this.report(sliceCount(slice, count, sampleOf));
    this.depth += 1;
  }

  private value(owner: JsonObject, member: Member, value: Json, state: State): void {
    this.scope.steps -= 1;
    if (this.isSpent || this.depth > DEPTH_MAX) return;
    if (member.slot.isResource) this.nested(owner, member, value);
    else if (member.isPrimitive) this.primitive(owner, member, value, state);
    else if (isJsonObject(value)) {
      this.object(value, state);
      this.judge(value, undefined, state);
      if (state.type === 'Reference') this.host.refer(this.task, value, state, this);
    } else this.report(findings.wrongForm(member, value, 'an object'));
  }

  private nested(owner: JsonObject, member: Member, value: Json): void {
    this.scope.steps -= 1;
    this.host.nest(this.task, value, {
      step: this.ownSteps(),
      isContained: member.slot.name === 'contained',
      slot: member.slot,
      fullUrl: typeof owner.fullUrl === 'string' ? owner.fullUrl : undefined,
      context: this,
    });
  }

  private primitive(owner: JsonObject, member: Member, value: Json, state: State): void {
    if (value === null) {
      const isNull = siblingOf(owner, member, this.index) === undefined;
      if (isNull) this.report(findings.empty(member, 'null'));
      return;
    }
    const fault = state.primitive?.(value);
    if (fault !== undefined) {
      const allows = allowedIn(state, this.task, this.host);
      this.report(findings.wrongPrimitive(member, value, { fault, allows }));
      if (fault.kind === 'json-type') return;
    }
    const hasRules = state.invariants.length > 0 || state.required.length > 0;
    const sibling = hasRules ? siblingOf(owner, member, this.index) : undefined;
    if (sibling === undefined) for (const slot of state.required) this.missing(slot, state, {});
    this.judge(value, sibling, state);
  }

  /** `_birthDate`: an element of its own when the value is absent, else only id and extensions. */
  private sibling(owner: JsonObject, member: Member, value: Json): void {
    const main = member.siblingKey === undefined ? undefined : owner[member.siblingKey];
    const { many } = member.slot;
    this.enter(member.step);
    if (value === null && !many) this.report(findings.empty(member, 'null'));
    else if (many !== Array.isArray(value)) {
      this.report(findings.wrongForm(member, value, many ? 'an array' : 'an object'));
    } else {
      const list = Array.isArray(value) ? value : [value];
      const mains = Array.isArray(main) ? main : [main];
      if (many && main !== undefined && mains.length !== list.length) {
        this.report(findings.unequalLists(member));
      }
      for (let index = 0; index < list.length; index++) {
        if (many) this.indexes[this.depth - 1] = index;
        this.siblingValue(member, list[index], mains[index]);
      }
    }
    this.depth -= 1;
  }

  private siblingValue(member: Member, value: Json | undefined, main: Json | undefined): void {
    const [hasMain, state] = [main !== undefined && main !== null, member.state()];
    if (isJsonObject(value)) {
      this.object(value, state);
      if (!hasMain && value.extension === undefined) this.report(findings.idAlone(member));
      const isRequired = member.slot.min > 0;
      const finding = findings.ofSibling(state.valueRule, value, { hasMain, isRequired });
      if (finding !== undefined) this.report(finding);
      if (hasMain) return;
      this.invariants(state.invariants, undefined, value);
    } else if (value === null) {
      if (!hasMain) this.report(findings.empty(member, 'null'));
    } else if (value !== undefined) {
      this.report(findings.wrongForm(member, value, 'an object'));
    }
  }

  private judge(value: Json, sibling: JsonObject | undefined, state: State): void {
    const { checks } = state;
    for (let index = 0; index < checks.length; index++) checks[index]?.(value, this);
    if (state.invariants.length > 0) this.invariants(state.invariants, value, sibling, state);
    if (state.alternatives.length === 0) return;
    for (const alternatives of state.alternatives) {
      this.host.choose(this.task, value, alternatives, this);
    }
  }

  private invariants(
    invariants: readonly PlannedInvariant[],
    value: Json | undefined,
    sibling: JsonObject | undefined,
    state?: State,
  ): void {
    const { task, host } = this;
    for (const invariant of invariants) {
      const holds = invariant.test(value, sibling, this.scope);
      if (holds === false) this.report(broken(invariant, value, { task, host, state }));
      else if (holds === undefined) this.undecided(`rule ${invariant.rule.check}: not decidable`);
    }
  }
}
