import type { ElementFacts, SlicingFacts } from '../facts.ts';
import { isBasePackage } from './base-package.ts';
import type { ElementNode, Structure } from './element-node.ts';

/** A choice element is sliced by type when its differential does not say how. */
export const SLICING_BY_TYPE: SlicingFacts = {
  discriminators: [{ type: 'type', path: '$this' }],
  rules: 'open',
};

/** The choice element below a node that a shorthand name stands for: `valueString`. */
export function choiceOf(node: ElementNode, name: string): ElementNode | undefined {
  for (const child of node.children.values()) {
    if (!child.name.endsWith('[x]')) continue;
    const stem = child.name.slice(0, -3);
    if (name.startsWith(stem) && choiceType(child, name) !== undefined) return child;
  }
  return undefined;
}

/** The type that a choice element's JSON member or slice name stands for. */
export function choiceType(node: ElementNode, member: string): string | undefined {
  const stem = node.name.slice(0, -3);
  if (!node.name.endsWith('[x]') || !member.startsWith(stem)) return undefined;
  const suffix = member.slice(stem.length).toLowerCase();
  return node.content.types.find((type) => type.code.toLowerCase() === suffix)?.code;
}

/** Leaves one type of a choice element. */
export function narrowTo(choice: ElementNode, type: string | undefined): void {
  choice.content.types = choice.content.types.filter((entry) => entry.code === type);
}

/** True for an element of a slice, at any depth. */
export function isInSlice(node: ElementNode): boolean {
  let at: ElementNode | undefined = node;
  while (at !== undefined && at.sliceName === undefined) at = at.parent;
  return at !== undefined;
}

/**
 * A shorthand that demands a value (`valueString` with a minimum of 1) leaves no other type, since
 * a choice element occurs once. R4's own profiles mean that by any shorthand.
 */
export function settleShorthand(
  node: ElementNode,
  element: ElementFacts,
  { packageId }: Structure,
): void {
  const { sliceName, content } = node;
  if (sliceName === undefined || !element.id.endsWith(`.${sliceName}`)) return;
  if (content.min === 0 && !isBasePackage(packageId)) return;
  const choice = node.parent?.children.get(node.name);
  if (choice === undefined) return;
  narrowTo(choice, choiceType(choice, sliceName));
  choice.content.min = Math.max(choice.content.min, content.min);
  choice.content.slicing = { ...SLICING_BY_TYPE, rules: 'closed' };
}
