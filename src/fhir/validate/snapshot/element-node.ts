import type {
  BindingFacts,
  ConstraintFacts,
  SlicingFacts,
  StructureFacts,
  TypedValue,
  TypeFacts,
} from '../facts.ts';

/** The structure definition that an element belongs to. */
export interface Structure {
  readonly facts: StructureFacts;
  readonly packageId: string;
  /** Short name in rule ids: `profile-claim|2.2.1`; base types go without a version. */
  readonly label: string;
}

/** A constraint with the structure that states it, for its label in rule ids. */
export interface NodeConstraint extends ConstraintFacts {
  readonly statedBy: Structure;
}

/** What an element says, taken over whole from its base and then overridden member by member. */
export interface ElementContent {
  min: number;
  max: number;
  /** True when the base type allows repetition: then JSON has an array, whatever a profile says. */
  many: boolean;
  types: readonly TypeFacts[];
  contentReference: string | undefined;
  mustSupport: boolean;
  isModifier: boolean;
  fixed: TypedValue | undefined;
  pattern: TypedValue | undefined;
  /** What a pattern of the element around says of this one: judged there, kept to here. */
  implied: TypedValue | undefined;
  minValue: TypedValue | undefined;
  maxValue: TypedValue | undefined;
  maxLength: number | undefined;
  binding: BindingFacts | undefined;
  slicing: SlicingFacts | undefined;
  constraints: readonly NodeConstraint[];
  /** The package whose words these are: canonicals in them resolve in its closure. */
  packageId: string;
  /** Path in the type that declares the element, kept through all copies: `Timing.repeat`. */
  declaredAt: string;
}

let nextUid = 1;

/** One element of a snapshot: a tree node with named children and slices, ids derived from it. */
export class ElementNode {
  readonly uid: number;
  readonly structure: Structure;
  readonly parent: ElementNode | undefined;
  readonly name: string;
  readonly sliceName: string | undefined;
  readonly content: ElementContent;
  readonly children: Map<string, ElementNode> = new Map();
  readonly slices: ElementNode[] = [];

  constructor(place: NodePlace, content: ElementContent) {
    this.uid = nextUid++;
    this.structure = place.structure;
    this.parent = place.parent;
    this.name = place.name;
    this.sliceName = place.sliceName;
    this.content = content;
  }

  /** The element id: `Claim.supportingInfo:PatientEvent.timing[x]`. */
  get id(): string {
    const own = this.sliceName === undefined ? this.name : `${this.name}:${this.sliceName}`;
    return this.parent === undefined ? own : `${this.parent.id}.${own}`;
  }

  /** The element path: the id without slice names. */
  get path(): string {
    return this.parent === undefined ? this.name : `${this.parent.path}.${this.name}`;
  }
}

/** Where a node stands. */
export interface NodePlace {
  readonly structure: Structure;
  readonly parent: ElementNode | undefined;
  readonly name: string;
  readonly sliceName: string | undefined;
}

/** The content of an element about which nothing has been said yet. */
export function emptyContent(packageId: string, declaredAt: string): ElementContent {
  return {
    min: 0,
    max: Number.POSITIVE_INFINITY,
    many: false,
    types: [],
    contentReference: undefined,
    mustSupport: false,
    isModifier: false,
    fixed: undefined,
    pattern: undefined,
    implied: undefined,
    minValue: undefined,
    maxValue: undefined,
    maxLength: undefined,
    binding: undefined,
    slicing: undefined,
    constraints: [],
    packageId,
    declaredAt,
  };
}

/** A copy of a node with its children and slices at another place. */
export function cloneNode(node: ElementNode, place: NodePlace): ElementNode {
  const copy = new ElementNode(place, { ...node.content });
  cloneChildren(node, copy);
  for (const slice of node.slices) copy.slices.push(cloneSlice(slice, copy, place));
  return copy;
}

function cloneSlice(slice: ElementNode, sliced: ElementNode, place: NodePlace): ElementNode {
  const sliceName = slice.sliceName;
  return cloneNode(slice, { ...place, parent: sliced.parent, sliceName });
}

/** Copies the children of one node below another. */
export function cloneChildren(from: ElementNode, to: ElementNode): void {
  for (const child of from.children.values()) {
    const { structure } = to;
    const place = { structure, parent: to, name: child.name, sliceName: undefined };
    to.children.set(child.name, cloneNode(child, place));
  }
}
