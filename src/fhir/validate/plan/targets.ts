import { canonicalUrl } from '../registry.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import type { PlanParts } from './parts.ts';
import type { TargetChoice, TargetFit, TargetGroup } from './state.ts';

/** What the target of a Reference has to be, by each definition that says so. */
export function referenceTargets(
  nodes: readonly ElementNode[],
  parts: PlanParts,
): readonly TargetGroup[] {
  const groups = new Map<string, TargetGroup>();
  for (const node of nodes) {
    const types = node.content.types.filter((type) => type.code === 'Reference');
    const profiles = types.flatMap((type) => type.targetProfiles ?? []);
    if (profiles.length === 0) continue;
    const key = profiles.join(' ');
    if (groups.has(key)) continue;
    const choices = profiles.flatMap((profile) => targetChoice(profile, node, parts));
    const aggregation = types.flatMap((type) => type.aggregation ?? []);
    const rule = { node, check: 'target' };
    groups.set(key, { rule, choices, aggregation, fit: createFit(choices) });
  }
  return [...groups.values()];
}

/** What a resource that stands in an element (Bundle.entry.resource, contained) has to be. */
export function resourceTargets(
  nodes: readonly ElementNode[],
  parts: PlanParts,
): readonly TargetGroup[] {
  const groups: TargetGroup[] = [];
  for (const node of nodes) {
    const choices = node.content.types.flatMap((type): readonly TargetChoice[] => {
      if (type.profiles === undefined) return [{ type: type.code, root: undefined }];
      return type.profiles.flatMap((profile) => targetChoice(profile, node, parts));
    });
    const isAny = choices.some((choice) => choice.type === 'Resource');
    if (choices.length === 0 || isAny) continue;
    const rule = { node, check: 'type' };
    groups.push({ rule, choices, aggregation: [], fit: createFit(choices) });
  }
  return groups;
}

const ANY_TYPE: ReadonlySet<string> = new Set(['Resource', 'DomainResource']);

function createFit(choices: readonly TargetChoice[]): TargetGroup['fit'] {
  const known = new Map<string, TargetFit>();
  const isAny = choices.some((choice) => ANY_TYPE.has(choice.type));
  const [unknown] = choices.flatMap((choice) => choice.unknown ?? []);
  const other = unknown === undefined ? ANY_FIT : { roots: [], undecided: notLoaded(unknown) };
  for (const type of new Set(choices.map((choice) => choice.type))) {
    const fitting = choices.filter((choice) => choice.type === type || ANY_TYPE.has(choice.type));
    const isFree = fitting.some((choice) => choice.root === undefined);
    known.set(type, { roots: isFree ? [] : fitting.flatMap((choice) => choice.root ?? []) });
  }
  return (type) => known.get(type) ?? (isAny ? other : undefined);
}

/** What is said of a profile by which nothing can be judged here. */
export function notLoaded(profile: string): string {
  return `profile ${canonicalUrl(profile)} is not loaded`;
}

const ANY_FIT: TargetFit = { roots: [] };

function targetChoice(
  profile: string,
  node: ElementNode,
  parts: PlanParts,
): readonly TargetChoice[] {
  const root = parts.snapshots.root(profile, node.content.packageId);
  if (root === undefined) {
    return [{ type: 'Resource', root: undefined, unknown: profile }];
  }
  const { facts } = root.structure;
  const isProfile = facts.derivation === 'constraint';
  return [{ type: facts.type, root: isProfile ? root : undefined }];
}
