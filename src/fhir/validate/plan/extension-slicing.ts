import { isJsonObject, type Json } from '../../json/json.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import { extensionUrl } from './discriminator-path.ts';
import { contextFindings, contextRules, unknownExtension } from './extension-context.ts';
import type { PlannedSlice, SlicePlan, SlicingContext } from './slice-plan.ts';
import type { Finding, SliceMatch, SlotSlicing } from './state.ts';

/** How many extensions one element remembers; guides put about a dozen on one. */
const KEPT_MAX = 64;

/** Extensions fall into slices by their URL alone, so that one look-up decides everything. */
export function planExtensionSlicing(
  nodes: readonly ElementNode[],
  plan: SlicePlan,
  context: SlicingContext,
): SlotSlicing {
  const { snapshots } = context.states.parts;
  const urls = plan.slices.map((slice) => extensionUrl(slice.node, snapshots));
  const byUrl = new Map<string, SliceMatch>();
  const unknown = createUnknown(nodes, context);
  return {
    ...plan,
    match(value) {
      const url = urlOf(value);
      if (url === undefined) return unknown('');
      const known = byUrl.get(url);
      if (known !== undefined) return known;
      const made = planUrl(url, { nodes, slices: plan.slices, urls }, context);
      // URLs nobody defines come from the client without end: they are never kept. Of those that
      // somebody does, a place keeps the ones it commonly meets.
      if (made === undefined) return unknown(url);
      if (byUrl.size < KEPT_MAX) byUrl.set(url, made);
      return made;
    },
  };
}

interface UrlSlices {
  readonly nodes: readonly ElementNode[];
  readonly slices: readonly PlannedSlice[];
  readonly urls: readonly (string | undefined)[];
}

function urlOf(value: Json): string | undefined {
  return isJsonObject(value) && typeof value.url === 'string' ? value.url : undefined;
}

function planUrl(url: string, on: UrlSlices, context: SlicingContext): SliceMatch | undefined {
  const { states } = context;
  const slices = on.slices.filter((_, index) => on.urls[index] === url);
  const definition = definitionOf(url, on.nodes, context);
  if (slices.length === 0 && definition === undefined) return undefined;
  const sliceNodes = slices.map((slice) => slice.node);
  const roots = definition === undefined ? [] : [definition];
  return {
    slices: slices.map((slice) => slice.index),
    state: states.of([...placeNodes(on.nodes, definition), ...sliceNodes, ...roots], 'Extension'),
    findings: definition === undefined ? [] : contextFindings(definition, on.nodes, context),
    ownerRules: definition === undefined ? [] : contextRules(definition, context),
  };
}

/**
 * Elements that add nothing to their type are left out, so that places share their states; but the
 * contexts of extensions inside of an extension speak of its place.
 */
function placeNodes(
  nodes: readonly ElementNode[],
  definition: ElementNode | undefined,
): readonly ElementNode[] {
  const holdsOthers = definition?.children.get('extension')?.content.max !== 0;
  return holdsOthers ? nodes : nodes.filter(addsToType);
}

function addsToType({ children, content }: ElementNode): boolean {
  const isProfiled = content.types.some((type) => type.profiles !== undefined);
  return children.size > 0 || content.constraints.length > 0 || isProfiled;
}

/** The definition of an extension by its URL, as the package of the place sees it. */
function definitionOf(
  url: string,
  nodes: readonly ElementNode[],
  { states }: SlicingContext,
): ElementNode | undefined {
  if (!url.includes(':')) return undefined;
  const fromPackage = nodes[0]?.structure.packageId ?? '';
  const root = states.parts.snapshots.root(url, fromPackage);
  if (root?.structure.facts.type !== 'Extension') return undefined;
  return root.structure.facts.url === url ? root : undefined;
}

function createUnknown(
  nodes: readonly ElementNode[],
  context: SlicingContext,
): (url: string) => SliceMatch {
  let state: SliceMatch['state'] | undefined;
  return (url) => {
    state ??= context.states.of(nodes, 'Extension');
    const findings: readonly Finding[] = url === '' ? [] : unknownExtension(url, nodes, context);
    return { slices: [], state, findings, ownerRules: [] };
  };
}
