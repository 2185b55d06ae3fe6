import { isJsonObject, type JsonObject } from '../../../src/fhir/json/json.ts';
import type { Issue } from '../../../src/fhir/validate/issue.ts';
import type { ElementNode } from '../../../src/fhir/validate/snapshot/element-node.ts';
import type { Validator } from '../../../src/fhir/validate/validator.ts';
import { type Atlas, definitionsAt } from './atlas.ts';
import { makers } from './makers/table.ts';
import type { Occurrence, Occurrences } from './occurrences.ts';
import type { Place } from './places.ts';
import { type PlanRule, ruleId, rulesOf } from './plan-rule.ts';
import { occurrenceFor, type Workshop } from './spot.ts';

/** What became of a rule. */
export interface Outcome {
  readonly rule: PlanRule;
  readonly status: 'covered' | 'covered beside' | 'no place' | 'no mutant' | 'silent';
  /** The mutant that broke it, or the last one that should have. */
  readonly mutant: JsonObject | undefined;
  /** What the mutant was made from, where that is without an error. */
  readonly clean: JsonObject | undefined;
  readonly issues: readonly Issue[];
}

/** Places tried for each rule, nearest first. */
const PLACES_MAX = 16;

/** Breaks rules one by one and sees whether the validator says so. */
export class Coverage {
  private readonly validator: Validator;
  private readonly atlas: Atlas;
  private readonly occurrences: Occurrences;
  private readonly workshop: Workshop;
  private readonly judged: WeakMap<JsonObject, readonly Issue[]> = new WeakMap();
  private readonly built: Map<Place, Occurrence> = new Map();
  private readonly added: Map<Place, Occurrence> = new Map();

  constructor(
    validator: Validator,
    world: { readonly atlas: Atlas; readonly occurrences: Occurrences },
    workshop: Workshop,
  ) {
    this.validator = validator;
    this.atlas = world.atlas;
    this.occurrences = world.occurrences;
    this.workshop = workshop;
  }

  /** Tries to break a rule until the validator reports it. */
  of(rule: PlanRule): Outcome {
    let last: Outcome = { rule, status: 'no place', ...untried };
    const places = this.atlas.of(rule.node).filter((place) => isFor(rule, place));
    for (const place of places.slice(0, PLACES_MAX)) {
      const names = equivalents(rule, place);
      for (const occurrence of this.occurrencesOf(place, rule)) {
        const outcome = this.at(rule, { place, occurrence, names });
        if (outcome.status === 'covered') return outcome;
        if (RANK[outcome.status] >= RANK[last.status]) last = outcome;
      }
    }
    return last;
  }

  private occurrencesOf(place: Place, rule: PlanRule): readonly Occurrence[] {
    const known = rule.node.content.max === 0 ? [] : this.occurrences.of(place);
    return [...known, ...this.extended(place, rule), this.build(place, rule)];
  }

  /** Examples that have the owner, with the element added. */
  private extended(place: Place, rule: PlanRule): readonly Occurrence[] {
    const { step } = place;
    if (step === undefined) return [];
    const [owner] = this.occurrences.of(step.owner);
    if (owner === undefined) return [];
    const { instance, path } = owner;
    if (rule.node.content.max === 0) return [{ instance, path: [...path, step.member.key] }];
    let byPlace = this.added.get(place);
    if (byPlace === undefined) {
      byPlace = occurrenceFor(place, this.workshop, owner);
      this.added.set(place, byPlace);
    }
    return [byPlace];
  }

  /** What may not be there is not built: its owner is. */
  private build(place: Place, rule: PlanRule): Occurrence {
    const { step } = place;
    if (rule.node.content.max === 0 && step !== undefined) {
      const { instance, path } = this.build(step.owner, {
        ...rule,
        node: step.owner.state.nodes[0] ?? rule.node,
      });
      return { instance, path: [...path, step.member.key] };
    }
    const known = this.built.get(place) ?? occurrenceFor(place, this.workshop);
    this.built.set(place, known);
    return known;
  }

  private at(rule: PlanRule, { place, occurrence, names }: Trial): Outcome {
    let last: Outcome = { rule, status: 'no mutant', ...untried };
    const spot = { rule, place, workshop: this.workshop, ...occurrence };
    for (const { good, bad } of makers[rule.kind](spot)) {
      if (!isJsonObject(good) || !isJsonObject(bad)) continue;
      const before = this.judge(good, place);
      if (before.some((one) => breaks(one, names))) continue;
      const isClean = before.every((one) => one.severity !== 'error');
      const clean = isClean ? good : undefined;
      const { issues } = this.validator.validate(bad, askedOf(bad, place));
      if (issues.some((one) => breaks(one, names))) {
        if (isClean) return { rule, status: 'covered', mutant: bad, clean, issues };
        last = { rule, status: 'covered beside', mutant: bad, clean, issues: before };
      } else if (last.status === 'no mutant')
        last = { rule, status: 'silent', mutant: bad, clean, issues };
    }
    return last;
  }

  private judge(instance: JsonObject, place: Place): readonly Issue[] {
    const known = this.judged.get(instance);
    if (known !== undefined) return known;
    const { issues } = this.validator.validate(instance, askedOf(instance, place));
    this.judged.set(instance, issues);
    return issues;
  }
}

/** True when an issue is about one of these rules, told or folded into it. */
function breaks({ rule, also = [] }: Issue, names: ReadonlySet<string>): boolean {
  return [rule, ...also].some((one) => names.has(one));
}

const untried = { mutant: undefined, clean: undefined, issues: [] } as const;

interface Trial {
  readonly place: Place;
  readonly occurrence: Occurrence;
  readonly names: ReadonlySet<string>;
}

const RANK = { 'no place': 0, 'no mutant': 1, silent: 2, 'covered beside': 3, covered: 4 };

/** The ids of the rule and of the equal statements that other definitions of the element make. */
function equivalents(rule: PlanRule, place: Place): ReadonlySet<string> {
  const names = new Set([ruleId(rule)]);
  for (const node of neighbours(place)) {
    for (const other of rulesOf(node)) {
      if (other.statement === rule.statement) names.add(ruleId(other));
    }
  }
  return names;
}

function neighbours(place: Place): ReadonlySet<ElementNode> {
  const slices = place.step?.slot.slicing?.slices ?? [];
  return new Set([...definitionsAt(place), ...slices.map((slice) => slice.node)]);
}

/** Asked for by the caller as well: a mutant may break the very claim of a profile. */
function askedOf(instance: JsonObject, { root }: Place): { readonly profiles: readonly string[] } {
  return { profiles: instance.resourceType === root.type ? root.profiles : [] };
}

const TYPES: Readonly<Partial<Record<string, RegExp>>> = {
  target: /^Reference$/,
  aggregation: /^Reference$/,
  code: /^(CodeableConcept|Coding|Quantity)$/,
  binding: /^(CodeableConcept|Coding|Quantity|code|string|uri|url|canonical|Duration|Age)$/,
  maxBinding: /^(CodeableConcept|Coding|Quantity|code|string|uri|url|canonical|Duration|Age)$/,
  size: /^Attachment$/,
};

/** Whether a place's type is one that the rule is about: elements may be of several. */
function isFor(rule: PlanRule, { step }: Place): boolean {
  if (step?.slot.max === 0 && rule.node.content.max !== 0) return false;
  const wanted = TYPES[rule.check];
  return wanted === undefined || step === undefined || wanted.test(step.member.type);
}
