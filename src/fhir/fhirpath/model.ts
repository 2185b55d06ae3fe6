import type { ElementFacts, StructureFacts } from '../validate/facts.ts';

/** One JSON member that can hold a FHIRPath element: `value` of Extension has one for each type. */
export interface ElementKey {
  readonly key: string;
  readonly type: string;
  readonly primitive: boolean;
}

/** A FHIRPath child element of a type: the JSON members it can lie in, and if it repeats. */
export interface ElementShape {
  readonly keys: readonly ElementKey[];
  readonly many: boolean;
}

/** The FHIR types as FHIRPath sees them; backbone elements are types named by path (Claim.item). */
export interface TypeModel {
  child(type: string, name: string): ElementShape | undefined;
  children(type: string): ReadonlyMap<string, ElementShape>;
  isPrimitive(type: string): boolean;
  isSubtype(type: string, of: string): boolean;
  isResource(type: string): boolean;
}

interface Layout {
  readonly structure: StructureFacts;
  readonly byParent: ReadonlyMap<string, readonly ElementFacts[]>;
  readonly byPath: ReadonlyMap<string, ElementFacts>;
}

const NO_CHILDREN: ReadonlyMap<string, ElementShape> = new Map();
const DEPTH_MAX = 20;

/**
 * The type model of base R4 from the facts of its types (differentials, inherited through `base`);
 * contentReferences lead to the type of the path they name, resources stay `Resource`.
 */
export function createTypeModel(
  structure: (type: string) => StructureFacts | undefined,
): TypeModel {
  return new FactModel(structure);
}

class FactModel implements TypeModel {
  readonly #structure: (type: string) => StructureFacts | undefined;
  readonly #layouts = new Map<string, Layout>();
  readonly #children = new Map<string, ReadonlyMap<string, ElementShape>>();

  constructor(structure: (type: string) => StructureFacts | undefined) {
    this.#structure = structure;
  }

  child(type: string, name: string): ElementShape | undefined {
    return this.children(type).get(name);
  }

  children(type: string): ReadonlyMap<string, ElementShape> {
    const known = this.#children.get(type);
    if (known !== undefined) return known;
    const layout = this.#layout(type);
    if (layout === undefined) return NO_CHILDREN;
    const children = new Map<string, ElementShape>();
    this.#collect(type, children, 0);
    this.#children.set(type, children);
    return children;
  }

  isPrimitive(type: string): boolean {
    if (type.includes('.')) return false;
    return this.#layout(type)?.structure.kind === 'primitive-type';
  }

  isResource(type: string): boolean {
    if (type.includes('.')) return false;
    return this.#layout(type)?.structure.kind === 'resource';
  }

  isSubtype(type: string, of: string): boolean {
    let at: string | undefined = type;
    for (let depth = 0; at !== undefined && depth < DEPTH_MAX; depth += 1) {
      if (at === of) return true;
      at = this.#base(at);
    }
    return false;
  }

  #layout(type: string): Layout | undefined {
    const dot = type.indexOf('.');
    const root = dot < 0 ? type : type.slice(0, dot);
    const known = this.#layouts.get(root);
    if (known !== undefined) return known;
    const structure = this.#structure(root);
    if (structure === undefined) return undefined;
    const layout = layoutOf(structure);
    this.#layouts.set(root, layout);
    return layout;
  }

  #base(type: string): string | undefined {
    const layout = this.#layout(type);
    if (layout === undefined) return undefined;
    if (type.includes('.')) return layout.byPath.get(type)?.types?.[0]?.code ?? 'Element';
    const base = layout.structure.base;
    return base === undefined ? undefined : base.slice(base.lastIndexOf('/') + 1);
  }

  #collect(type: string, into: Map<string, ElementShape>, depth: number): void {
    const base = this.#base(type);
    if (base !== undefined && depth < DEPTH_MAX) this.#collect(base, into, depth + 1);
    const layout = this.#layout(type);
    if (layout === undefined) return;
    const primitive = layout.structure.kind === 'primitive-type';
    for (const element of layout.byParent.get(type) ?? []) {
      const name = element.path.slice(element.path.lastIndexOf('.') + 1);
      if (primitive && name === 'value') continue;
      const plain = name.endsWith('[x]') ? name.slice(0, -3) : name;
      into.set(plain, this.#shape(element, name, layout));
    }
  }

  #shape(element: ElementFacts, name: string, layout: Layout): ElementShape {
    const many = element.max !== undefined && element.max !== '0' && element.max !== '1';
    const types = typeNames(element, layout);
    if (!name.endsWith('[x]')) {
      const type = types[0] ?? 'Element';
      return { many, keys: [{ key: name, type, primitive: this.isPrimitive(type) }] };
    }
    const stem = name.slice(0, -3);
    const keys = types.map((type) => ({
      key: stem + type.charAt(0).toUpperCase() + type.slice(1),
      type,
      primitive: this.isPrimitive(type),
    }));
    return { many, keys };
  }
}

function typeNames(element: ElementFacts, layout: Layout): readonly string[] {
  if (element.contentReference !== undefined) {
    return [element.contentReference.slice(element.contentReference.indexOf('#') + 1)];
  }
  if (layout.byParent.has(element.path)) return [element.path];
  return (element.types ?? []).map((type) =>
    type.code.includes('/') ? (type.fhirType ?? 'string') : type.code,
  );
}

function layoutOf(structure: StructureFacts): Layout {
  const byParent = new Map<string, ElementFacts[]>();
  const byPath = new Map<string, ElementFacts>();
  for (const element of structure.elements) {
    if (element.sliceName !== undefined || element.id.includes(':')) continue;
    byPath.set(element.path, element);
    const dot = element.path.lastIndexOf('.');
    if (dot < 0) continue;
    const parent = element.path.slice(0, dot);
    const siblings = byParent.get(parent);
    if (siblings === undefined) byParent.set(parent, [element]);
    else siblings.push(element);
  }
  return { structure, byParent, byPath };
}
