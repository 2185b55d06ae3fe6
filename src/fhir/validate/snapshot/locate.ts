import type { ElementFacts } from '../facts.ts';
import { canonicalUrl } from '../registry.ts';
import {
  cloneChildren,
  cloneNode,
  ElementNode,
  emptyContent,
  type Structure,
} from './element-node.ts';
import type { Snapshots } from './snapshot-lookup.ts';

/** What `locate` needs besides the tree: where to look types up and who is speaking. */
export interface LocateContext {
  readonly snapshots: Snapshots;
  readonly structure: Structure;
  /** True when the structure declares a type: its differential may add elements. */
  readonly declares: boolean;
}

/**
 * The node that a differential's element speaks about; children of types, slices and (for a type's
 * own declaration) new elements are made on the way. Undefined when the path leads nowhere.
 */
export function locate(
  root: ElementNode,
  element: ElementFacts,
  context: LocateContext,
): ElementNode | undefined {
  const [, ...segments] = splitId(element);
  let node: ElementNode | undefined = root;
  for (const segment of segments) {
    if (node === undefined) return undefined;
    node = step(node, segment, context);
  }
  return node;
}

/** A copy of a base's root for a derived structure. */
export function cloneAs(
  base: ElementNode,
  place: { structure: Structure; parent: ElementNode | undefined; name: string },
): ElementNode {
  return cloneNode(base, { ...place, sliceName: undefined });
}

/** Gives a node the children of its type, type profile or content reference when it has none. */
export function unfold(node: ElementNode, snapshots: Snapshots): boolean {
  if (node.children.size > 0) return true;
  const source = unfoldSource(node, snapshots);
  if (source === undefined || source.children.size === 0) return false;
  cloneChildren(source, node);
  return true;
}

interface Segment {
  readonly name: string;
  readonly slices: readonly string[];
}

/** Splits at dots that stand outside of slice names' brackets; ids are trusted, paths are not. */
function splitId(element: ElementFacts): readonly Segment[] {
  return element.id.split('.').map((text) => {
    const colon = text.indexOf(':');
    if (colon < 0) return { name: text, slices: [] };
    return { name: text.slice(0, colon), slices: reslices(text.slice(colon + 1)) };
  });
}

/** `a/b/c` names slice a, its slice a/b and that one's slice a/b/c. */
function reslices(name: string): readonly string[] {
  const parts = name.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function step(
  node: ElementNode,
  segment: Segment,
  context: LocateContext,
): ElementNode | undefined {
  const child = childOf(node, segment.name, context);
  if (child === undefined) return undefined;
  let at: ElementNode = child;
  for (const sliceName of segment.slices) at = sliceOf(at, sliceName, context);
  return at;
}

function childOf(node: ElementNode, name: string, context: LocateContext): ElementNode | undefined {
  const { snapshots, structure, declares } = context;
  const known = node.children.get(name);
  if (known !== undefined) return known;
  // An element that its type declares inline (Claim.item) keeps what BackboneElement gives it.
  if (unfold(node, snapshots)) {
    const unfolded = node.children.get(name);
    if (unfolded !== undefined) return unfolded;
  }
  const choice = choiceOf(node, name);
  if (choice !== undefined) return sliceOf(choice, name, context);
  if (!declares) return undefined;
  const place = { structure, parent: node, name, sliceName: undefined };
  const declaredAt = `${node.content.declaredAt}.${name}`;
  const added = new ElementNode(place, emptyContent(structure.packageId, declaredAt));
  node.children.set(name, added);
  return added;
}

/** `valueString` is short for `value[x]:valueString`. */
function choiceOf(node: ElementNode, name: string): ElementNode | undefined {
  for (const child of node.children.values()) {
    if (!child.name.endsWith('[x]')) continue;
    const stem = child.name.slice(0, -3);
    if (name.startsWith(stem) && choiceType(child, name) !== undefined) return child;
  }
  return undefined;
}

/** The type that a choice element's JSON member or slice name stands for. */
export function choiceType(node: ElementNode, member: string): string | undefined {
  const suffix = member.slice(node.name.length - 3).toLowerCase();
  return node.content.types.find((type) => type.code.toLowerCase() === suffix)?.code;
}

function sliceOf(sliced: ElementNode, sliceName: string, context: LocateContext): ElementNode {
  const known = sliced.slices.find((slice) => slice.sliceName === sliceName);
  if (known !== undefined) return known;
  const { structure } = context;
  const place = { structure, parent: sliced.parent, name: sliced.name, sliceName };
  const slice = new ElementNode(place, { ...sliced.content, slicing: undefined, min: 0 });
  const isSliceOfChoice = sliced.name.endsWith('[x]') && sliced.sliceName === undefined;
  const type = isSliceOfChoice ? choiceType(sliced, sliceName) : undefined;
  if (type === undefined) cloneChildren(sliced, slice);
  else slice.content.types = sliced.content.types.filter((entry) => entry.code === type);
  sliced.slices.push(slice);
  return slice;
}

function unfoldSource(node: ElementNode, snapshots: Snapshots): ElementNode | undefined {
  const { contentReference, types, packageId } = node.content;
  if (contentReference !== undefined) {
    return referenced(node, contentReference, snapshots);
  }
  const [type] = types;
  if (type === undefined || types.length > 1) return undefined;
  const [profile] = type.profiles ?? [];
  const profiled =
    profile !== undefined && type.profiles?.length === 1
      ? snapshots.root(profile, packageId)
      : undefined;
  return profiled ?? snapshots.type(type.code);
}

/** The element that `#Claim.item` or `…/Questionnaire#Questionnaire.item` stands for. */
export function referenced(
  node: ElementNode,
  contentReference: string,
  snapshots: Snapshots,
): ElementNode | undefined {
  const url = canonicalUrl(contentReference);
  const path = contentReference.slice(contentReference.indexOf('#') + 1);
  let at: ElementNode | undefined =
    url === '' ? rootOf(node) : snapshots.root(url, node.content.packageId);
  if (at !== undefined && url === '' && at.name !== path.split('.')[0]) at = undefined;
  for (const name of path.split('.').slice(1)) at = at?.children.get(name);
  return at;
}

function rootOf(node: ElementNode): ElementNode {
  let at = node;
  while (at.parent !== undefined) at = at.parent;
  return at;
}
