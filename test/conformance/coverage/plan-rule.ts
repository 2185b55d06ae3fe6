import { fhirType, isPrimitiveType } from '../../../src/fhir/validate/plan/type-names.ts';
import type { ElementNode } from '../../../src/fhir/validate/snapshot/element-node.ts';
import { ruleText } from '../../../src/fhir/validate/walk/journal.ts';

/** What kind of statement a rule is; it decides how a mutant is made. */
export type RuleKind =
  | 'min'
  | 'max'
  | 'slice min'
  | 'slice max'
  | 'slicing'
  | 'form'
  | 'type'
  | 'choice'
  | 'empty'
  | 'fixed'
  | 'pattern'
  | 'length'
  | 'range'
  | 'binding'
  | 'code'
  | 'wording'
  | 'target'
  | 'aggregation'
  | 'url'
  | 'context'
  | 'modifier'
  | 'invariant';

/** One statement of an element definition that the walk may report as broken. */
export interface PlanRule {
  readonly node: ElementNode;
  readonly kind: RuleKind;
  /** The last part of the rule id. */
  readonly check: string;
  /** What is stated; definitions of one element with equal statements stand for each other. */
  readonly statement: string;
}

/** The rule's id, as issues give it. */
export function ruleId({ node, check }: PlanRule): string {
  return ruleText({ node, check });
}

/** The value set that a binding names; that of its limit where the rule is about the limit. */
export function boundSet({ node, check }: PlanRule): string | undefined {
  const { binding } = node.content;
  return check === 'maxBinding' ? binding?.maxValueSet : binding?.valueSet;
}

/** All that an element definition states. */
export function rulesOf(node: ElementNode): readonly PlanRule[] {
  if (isPrimitiveValue(node)) return [];
  const isRoot = node.parent === undefined;
  const occurrence = isRoot ? [] : occurrenceRules(node);
  if (node.content.max === 0) return occurrence;
  const shape = isRoot || node.sliceName !== undefined ? [] : shapeRules(node);
  return [...occurrence, ...shape, ...valueRules(node), ...extensionRules(node)];
}

/** `string.value` is the JSON value itself, which the type of the element speaks of. */
function isPrimitiveValue({ name, content }: ElementNode): boolean {
  return name === 'value' && /^[a-z]/.test(content.declaredAt);
}

type Stated = readonly [kind: RuleKind, check: string, statement: unknown];

function made(node: ElementNode, stated: readonly (Stated | undefined)[]): readonly PlanRule[] {
  return stated.flatMap((one) => {
    if (one === undefined) return [];
    const [kind, check, what] = one;
    return [{ node, kind, check, statement: `${kind} ${check} ${JSON.stringify(what)}` }];
  });
}

/** How often; a single element can't occur twice but as an array, which is its form. */
function occurrenceRules(node: ElementNode): readonly PlanRule[] {
  const { min, max, many } = node.content;
  const { sliceName, slices, content } = node;
  const isLimited = max === 0 || (many && max !== Number.POSITIVE_INFINITY);
  const { rules, ordered } = content.slicing ?? { rules: 'open', ordered: false };
  const isStrict = slices.length > 0 && (rules !== 'open' || ordered === true);
  const isSlice = sliceName !== undefined;
  return made(node, [
    min > 0 ? [isSlice ? 'slice min' : 'min', 'min', [min, sliceName]] : undefined,
    isLimited ? [isSlice ? 'slice max' : 'max', 'max', [max, sliceName]] : undefined,
    isStrict ? ['slicing', 'slicing', [rules, ordered]] : undefined,
  ]);
}

/** Which JSON may stand there. */
function shapeRules(node: ElementNode): readonly PlanRule[] {
  const { types, many } = node.content;
  const names = types.map(fhirType);
  const isChoice = node.name.endsWith('[x]');
  const isPrimitive = names.length === 1 && isPrimitiveType(names[0] ?? '');
  const isHolder = node.content.declaredAt === 'Bundle.entry.resource';
  const isTyped = isChoice || isPrimitive || (isHolder && !names.includes('Resource'));
  const kinds = types.map((type) => [fhirType(type), type.profiles]);
  return made(node, [
    ['form', 'form', many],
    ['empty', 'ele-1', ''],
    isTyped ? ['type', 'type', kinds] : undefined,
    names.length > 1 && isChoice ? ['choice', 'choice', ''] : undefined,
    names.length === 1 && names[0] === 'Extension' ? ['url', 'url', ''] : undefined,
  ]);
}

/** What the value has to be. */
function valueRules(node: ElementNode): readonly PlanRule[] {
  const { fixed, pattern, minValue, maxValue, maxLength, binding } = node.content;
  const { constraints, types, declaredAt } = node.content;
  // What a canonical leads to lies in registries: only References have targets.
  const references = types.filter((type) => type.code === 'Reference');
  const targets = references.flatMap((type) => type.targetProfiles ?? []);
  const aggregation = references.flatMap((type) => type.aggregation ?? []);
  const isBound = binding?.strength === 'required' || binding?.strength === 'extensible';
  const set = binding?.valueSet;
  return made(node, [
    fixed === undefined ? undefined : ['fixed', 'fixed', fixed],
    pattern === undefined ? undefined : ['pattern', 'pattern', pattern],
    minValue === undefined ? undefined : ['range', 'minValue', minValue],
    maxValue === undefined ? undefined : ['range', 'maxValue', maxValue],
    maxLength === undefined ? undefined : ['length', 'maxLength', maxLength],
    isBound && set !== undefined ? ['binding', 'binding', [binding.strength, set]] : undefined,
    binding?.maxValueSet === undefined ? undefined : ['binding', 'maxBinding', binding.maxValueSet],
    isCoded(node) ? ['code', 'code', ''] : undefined,
    declaredAt === 'Identifier.system' ? ['wording', 'absolute', ''] : undefined,
    types.some((type) => type.code === 'Attachment') ? ['wording', 'size', ''] : undefined,
    targets.length === 0 || isAnyTarget(targets) ? undefined : ['target', 'target', targets],
    aggregation.length === 0 ? undefined : ['aggregation', 'aggregation', aggregation],
    ...constraints.map(({ key, expression }): Stated | undefined =>
      expression === undefined || key === 'ele-1'
        ? undefined
        : ['invariant', key, [key, expression]],
    ),
  ]);
}

function isAnyTarget(targets: readonly string[]): boolean {
  return targets.some((target) => target.endsWith('/Resource'));
}

/** Whether codes that their system lacks are wrong here, whatever is bound. */
function isCoded({ content }: ElementNode): boolean {
  const names = content.types.map((type) => type.code);
  if (names.includes('CodeableConcept') || names.includes('Quantity')) return true;
  const isPart = content.declaredAt === 'CodeableConcept.coding';
  return names.includes('Coding') && !isPart && content.binding?.strength !== 'extensible';
}

/** Where the extension that a definition defines may stand. */
function extensionRules(node: ElementNode): readonly PlanRule[] {
  const { facts } = node.structure;
  if (node.parent !== undefined || facts.type !== 'Extension') return [];
  if (facts.derivation !== 'constraint') return [];
  const contexts = facts.contexts ?? [];
  return made(node, [
    contexts.length === 0 ? undefined : ['context', 'context', facts.url],
    ['modifier', 'modifier', facts.url],
  ]);
}
