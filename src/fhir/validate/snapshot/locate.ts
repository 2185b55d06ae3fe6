import type { ElementFacts } from '../facts.ts';
import { canonicalUrl } from '../registry.ts';
import { isBasePackage } from './base-package.ts';
import { choiceOf, choiceType, isInSlice, narrowTo, SLICING_BY_TYPE } from './choice.ts';
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
function unfold(node: ElementNode, snapshots: Snapshots): boolean {
  if (node.children.size > 0) return true;
  const source = unfoldSource(node, snapshots);
  if (source === undefined || source.children.size === 0) return false;
  if (node.content.contentReference !== undefined) becomeInline(node, source);
  cloneChildren(source, node);
  return true;
}

/** An element with words of its own about its children no longer refers to another's. */
function becomeInline({ content }: ElementNode, { content: source }: ElementNode): void {
  const keys = new Set(content.constraints.map((constraint) => constraint.key));
  const added = source.constraints.filter((constraint) => !keys.has(constraint.key));
  content.contentReference = undefined;
  content.types = source.types;
  content.declaredAt = source.declaredAt;
  content.constraints = [...content.constraints, ...added];
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
  const [first] = segment.slices;
  if (first === undefined || isMereName(child, first)) return child;
  let at: ElementNode = child;
  for (const sliceName of segment.slices) at = sliceOf(at, sliceName, context);
  return at;
}

/**
 * Before FHIR had slice names, elements could be named without being sliced; some of R4's profiles
 * still say `Composition.date:IssueDate` and mean `Composition.date`.
 */
function isMereName(child: ElementNode, sliceName: string): boolean {
  const { slicing, types } = child.content;
  if (slicing !== undefined || types[0]?.code === 'Extension') return false;
  return choiceType(child, sliceName) === undefined;
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
  if (choice !== undefined) return shorthand(choice, name, context);
  if (!declares) return undefined;
  const place = { structure, parent: node, name, sliceName: undefined };
  const declaredAt = `${node.content.declaredAt}.${name}`;
  const added = new ElementNode(place, emptyContent(structure.packageId, declaredAt));
  node.children.set(name, added);
  return added;
}

/** `valueString` is short for `value[x]:valueString`; in a slice it is `value[x]` of that type. */
function shorthand(choice: ElementNode, name: string, context: LocateContext): ElementNode {
  if (!isInSlice(choice) || choice.slices.length > 0) return sliceOf(choice, name, context);
  narrowTo(choice, choiceType(choice, name));
  return choice;
}

/** A slice starts as a copy of its element: what the element says holds for the slice as well. */
function sliceOf(sliced: ElementNode, sliceName: string, context: LocateContext): ElementNode {
  const known = sliced.slices.find((slice) => slice.sliceName === sliceName);
  if (known !== undefined) return known;
  const { structure } = context;
  const place = { structure, parent: sliced.parent, name: sliced.name, sliceName };
  const slice = new ElementNode(place, { ...sliced.content, slicing: undefined, min: 0 });
  const type = sliced.sliceName === undefined ? choiceType(sliced, sliceName) : undefined;
  if (type === undefined) cloneChildren(sliced, slice);
  else {
    narrowTo(slice, type);
    sliced.content.slicing ??= SLICING_BY_TYPE;
  }
  sliced.slices.push(slice);
  return slice;
}

function unfoldSource(node: ElementNode, snapshots: Snapshots): ElementNode | undefined {
  const { contentReference, types, packageId } = node.content;
  if (contentReference !== undefined) {
    return referenced(node, contentReference, snapshots);
  }
  const [type] = types;
  if (type === undefined) return undefined;
  // What a choice holds, whatever its type: an id and extensions.
  if (types.length > 1) return snapshots.type('Element');
  const [profile] = type.profiles ?? [];
  const profiled =
    profile !== undefined && type.profiles?.length === 1
      ? snapshots.root(profile, packageId)
      : undefined;
  return profiled ?? snapshots.type(type.code);
}

/**
 * The element that `#Claim.item` or `…/Questionnaire#Questionnaire.item` stands for: the type's,
 * whatever a profile says of it; only R4's own profiles mean their own elements.
 */
export function referenced(
  node: ElementNode,
  contentReference: string,
  snapshots: Snapshots,
): ElementNode | undefined {
  const url = canonicalUrl(contentReference);
  const path = contentReference.slice(contentReference.indexOf('#') + 1);
  const [type = '', ...names] = path.split('.');
  let at =
    url === '' ? ownType(node, type, snapshots) : snapshots.root(url, node.content.packageId);
  for (const name of names) at = at?.children.get(name);
  return at;
}

function ownType(node: ElementNode, type: string, snapshots: Snapshots): ElementNode | undefined {
  let root = node;
  while (root.parent !== undefined) root = root.parent;
  const { facts, packageId } = root.structure;
  const isOwn = facts.derivation !== 'constraint' || isBasePackage(packageId);
  if (isOwn && root.name === type) return root;
  return snapshots.type(type);
}
