import type { States } from '../../../src/fhir/validate/plan/parts.ts';
import type { Slot, State } from '../../../src/fhir/validate/plan/state.ts';
import type { ElementNode } from '../../../src/fhir/validate/snapshot/element-node.ts';
import { extensionPlace, type Place, placesBelow, resourceAt } from './places.ts';

/** All places of a set of profiles, and where each element definition applies. */
export interface Atlas {
  readonly places: readonly Place[];
  /** The places to which a definition applies, nearest to a resource first. */
  of(node: ElementNode): readonly Place[];
}

/** Walks the states of profiles breadth first, each state once. */
export function drawAtlas(roots: readonly ElementNode[], states: States): Atlas {
  const byNode = new Map<ElementNode, Place[]>();
  const places: Place[] = [];
  const seen = new Set<State>();
  const seenSteps = new Map<Slot, Set<string>>();
  const queue: Place[] = [];
  const note = (place: Place): void => {
    if (!isNew(place, seenSteps)) return;
    places.push(place);
    for (const node of definitionsAt(place)) {
      const list = byNode.get(node) ?? [];
      byNode.set(node, list);
      list.push(place);
    }
    if (seen.has(place.state) || !isOpen(place)) return;
    seen.add(place.state);
    queue.push(place);
  };
  const drain = (): void => {
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      for (const below of placesBelow(at, states)) note(below);
    }
  };
  const { resources, extensions } = sorted(roots);
  // Profiles put some extensions where their own definitions don't allow them: contexts come first.
  for (const root of extensions) for (const place of hostedPlaces(root, states)) note(place);
  for (const root of resources) note(resourceAt(root, states));
  drain();
  return { places, of: (node) => byNode.get(node) ?? [] };
}

/** The definitions that speak of a place's value. */
export function definitionsAt({ state, step }: Place): ReadonlySet<ElementNode> {
  return new Set([...(step?.slot.nodes ?? []), ...state.nodes]);
}

function isNew({ step, state }: Place, seen: Map<Slot, Set<string>>): boolean {
  if (step === undefined) return true;
  const key = `${step.member.key} ${step.slices.map((slice) => slice.node.uid)} ${step.url}`;
  const keys = seen.get(step.slot) ?? new Set();
  seen.set(step.slot, keys);
  if (keys.has(key)) return false;
  keys.add(key);
  return state !== undefined;
}

/** Nothing is walked below what may not be there, nor below resources within resources. */
function isOpen({ step }: Place): boolean {
  if (step === undefined) return true;
  // `id` and `url` are bare JSON values: there is nothing below them.
  if (step.member.isPrimitive && step.member.siblingKey === undefined) return false;
  const isProhibited = step.slot.max === 0 || step.slices.some((slice) => slice.max === 0);
  return !isProhibited && !step.slot.isResource;
}

interface SortedRoots {
  readonly resources: readonly ElementNode[];
  readonly extensions: readonly ElementNode[];
}

function sorted(roots: readonly ElementNode[]): SortedRoots {
  const isResource = (root: ElementNode): boolean => root.structure.facts.kind === 'resource';
  const isExtension = (root: ElementNode): boolean => root.structure.facts.type === 'Extension';
  return { resources: roots.filter(isResource), extensions: roots.filter(isExtension) };
}

/** An extension that no profile names, on the elements that its contexts name. */
function hostedPlaces(root: ElementNode, states: States): readonly Place[] {
  const key = root.content.isModifier ? 'modifierExtension' : 'extension';
  const { url, contexts = [] } = root.structure.facts;
  // Parts of extensions have contexts, too: deeper elements satisfy more of them.
  const deepest = [...contexts].sort((a, b) => b.expression.length - a.expression.length);
  return deepest.flatMap(({ expression }) => {
    const host = hostOf(expression, states);
    const place = host === undefined ? undefined : extensionPlace(host, key, url);
    return place === undefined ? [] : [place];
  });
}

/** The place of an element path such as `Claim.item`; a data type stands on a Patient. */
export function hostOf(expression: string, states: States): Place | undefined {
  const [type = '', ...names] = expression.split('.');
  const hosts: Readonly<Record<string, string>> = {
    Identifier: 'Patient.identifier',
    Dosage: 'MedicationRequest.dosageInstruction',
    Element: 'Patient',
    Request: 'ServiceRequest',
  };
  const stand = hosts[type];
  if (stand !== undefined) return hostOf([stand, ...names].join('.'), states);
  const root = states.parts.snapshots.type(type);
  if (root === undefined || root.structure.facts.kind !== 'resource') return undefined;
  let place: Place | undefined = resourceAt(root, states);
  for (const name of names) {
    if (place === undefined || name === 'extension') break;
    place = placesBelow(place, states).find((one) => one.step?.member.key === name);
  }
  return place;
}
