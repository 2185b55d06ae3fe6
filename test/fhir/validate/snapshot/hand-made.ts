import type {
  ElementFacts,
  FactSource,
  StructureFacts,
} from '../../../../src/fhir/validate/facts.ts';
import { createRegistry, typeCanonical } from '../../../../src/fhir/validate/registry.ts';
import type { ElementNode } from '../../../../src/fhir/validate/snapshot/element-node.ts';
import type { Snapshots } from '../../../../src/fhir/validate/snapshot/snapshot-lookup.ts';
import { createSnapshots } from '../../../../src/fhir/validate/snapshot/snapshots.ts';

/** The package of the base types, which are made by R4's own rules. */
export const CORE = 'hl7.fhir.r4.core#4.0.1';

/** The package of all other definitions. */
export const GUIDE = 'guide#1.0.0';

/** An element of a differential: its id, and what it says. */
export type Said = readonly [id: string, facts?: Omit<ElementFacts, 'id' | 'path'>];

/** The definition of a type of ours. */
export function typeFacts(
  type: string,
  base: string | undefined,
  elements: readonly Said[],
): StructureFacts {
  return {
    resourceType: 'StructureDefinition',
    url: typeCanonical(type),
    kind: base === 'Resource' ? 'resource' : 'complex-type',
    abstract: false,
    type,
    ...(base === undefined ? {} : { base: typeCanonical(base) }),
    derivation: 'specialization',
    elements: elements.map(toElement),
  };
}

/** The definition of a profile: `http://guide/<name>`. */
export function profileFacts(
  name: string,
  type: string,
  elements: readonly Said[],
): StructureFacts {
  return {
    ...typeFacts(type, undefined, elements),
    url: `http://guide/${name}`,
    version: '1.0.0',
    base: typeCanonical(type),
    derivation: 'constraint',
  };
}

function toElement([id, facts]: Said): ElementFacts {
  return { id, path: id.replace(/:[^.]+/g, ''), ...facts };
}

const one = { min: 0, max: '1' } as const;
const many = { min: 0, max: '*' } as const;

const TYPES: readonly StructureFacts[] = [
  typeFacts('Element', undefined, [
    ['Element', many],
    ['Element.extension', { ...many, types: [{ code: 'Extension' }] }],
  ]),
  typeFacts('BackboneElement', 'Element', [['BackboneElement', many]]),
  typeFacts('Extension', 'Element', [['Extension', many]]),
  typeFacts('string', 'Element', [['string', many]]),
  typeFacts('Quantity', 'Element', [
    ['Quantity', many],
    ['Quantity.unit', { ...one, types: [{ code: 'string' }] }],
  ]),
  typeFacts('Resource', undefined, [['Resource', many]]),
  typeFacts('Thing', 'Resource', [
    ['Thing', many],
    ['Thing.size', { ...one, types: [{ code: 'Quantity' }] }],
    ['Thing.value[x]', { ...one, types: [{ code: 'Quantity' }, { code: 'string' }] }],
    [
      'Thing.part',
      {
        ...many,
        types: [{ code: 'BackboneElement' }],
        constraints: [{ key: 'prt-1', severity: 'error', expression: 'name.exists()' }],
      },
    ],
    ['Thing.part.name', { ...one, types: [{ code: 'string' }] }],
    ['Thing.part.value[x]', { ...one, types: [{ code: 'Quantity' }, { code: 'string' }] }],
    ['Thing.part.part', { ...many, contentReference: '#Thing.part' }],
  ]),
];

/** Snapshots over the hand-made types and further definitions of the core or the guide. */
export function snapshotsOf(
  structures: readonly StructureFacts[],
  packageId: string = GUIDE,
): Snapshots {
  const core = packageId === CORE ? [...TYPES, ...structures] : TYPES;
  const guide = packageId === CORE ? [] : structures;
  return createSnapshots(createRegistry(sourceOf({ [CORE]: core, [GUIDE]: guide })));
}

function sourceOf(content: Readonly<Record<string, readonly StructureFacts[]>>): FactSource {
  const packages = Object.entries(content).map(([id, structures]) => {
    const [name = '', version = ''] = id.split('#');
    const resourceType = 'StructureDefinition' as const;
    const canonicals = Object.fromEntries(
      structures.map(({ url }) => [url, { file: url, resourceType }]),
    );
    const dependencies = { 'hl7.fhir.r4.core': '4.0.1' };
    return {
      name,
      version,
      origin: '',
      sha256: '',
      scope: 'all' as const,
      dependencies,
      canonicals,
    };
  });
  const read = (packageId: string, file: string): StructureFacts | undefined =>
    content[packageId]?.find(({ url }) => url === file);
  return { packages, read, corrections: [], standIns: [] };
}

/** An element of a snapshot by id. */
export function elementAt(root: ElementNode | undefined, id: string): ElementNode | undefined {
  if (root === undefined || root.id === id) return root;
  for (const next of [...root.children.values(), ...root.slices]) {
    const found = elementAt(next, id);
    if (found !== undefined) return found;
  }
  return undefined;
}
