import type { ConstraintFacts, ElementFacts } from '../facts.ts';
import type { ElementNode, NodeConstraint, Structure } from './element-node.ts';

/** Overrides what a node says with what a differential says about it. */
export function applyFacts(node: ElementNode, facts: ElementFacts, structure: Structure): void {
  const content = node.content;
  if (facts.min !== undefined) content.min = facts.min;
  if (facts.max !== undefined) content.max = maxOf(facts.max);
  if (facts.types !== undefined) content.types = facts.types;
  content.contentReference = facts.contentReference ?? content.contentReference;
  content.mustSupport = facts.mustSupport ?? content.mustSupport;
  content.isModifier = facts.isModifier ?? content.isModifier;
  content.fixed = facts.fixed ?? content.fixed;
  content.pattern = facts.pattern ?? content.pattern;
  content.minValue = facts.minValue ?? content.minValue;
  content.maxValue = facts.maxValue ?? content.maxValue;
  content.maxLength = facts.maxLength ?? content.maxLength;
  content.slicing = facts.slicing ?? content.slicing;
  // A binding may be tightened without naming its value set again.
  if (facts.binding !== undefined) content.binding = { ...content.binding, ...facts.binding };
  if (facts.types !== undefined || facts.binding?.valueSet !== undefined) {
    content.packageId = structure.packageId;
  }
  content.constraints = mergeConstraints(content.constraints, facts.constraints, structure);
}

/** Base constraints followed by new ones; a key that comes again replaces the earlier one. */
function mergeConstraints(
  base: readonly NodeConstraint[],
  added: readonly ConstraintFacts[] | undefined,
  statedBy: Structure,
): readonly NodeConstraint[] {
  if (added === undefined || added.length === 0) return base;
  const keys = new Set(added.map((constraint) => constraint.key));
  return [
    ...base.filter((constraint) => !keys.has(constraint.key)),
    ...added.map((constraint) => ({ ...constraint, statedBy })),
  ];
}

function maxOf(max: string): number {
  return max === '*' ? Number.POSITIVE_INFINITY : Number(max);
}
