import { isJsonArray, isJsonObject, type Json } from '../../json/json.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import { referenced } from '../snapshot/locate.ts';
import type { Snapshots } from '../snapshot/snapshot-lookup.ts';
import type { CheckContext } from './state.ts';
import { choiceMember, fhirType } from './type-names.ts';

/** One step of a discriminator path: the restricted FHIRPath that slicing allows. */
export type PathStep =
  | { readonly kind: 'child'; readonly name: string }
  | { readonly kind: 'extension'; readonly url: string }
  | { readonly kind: 'ofType'; readonly type: string }
  | { readonly kind: 'resolve' };

const STEP = /^(?:\$this|resolve\(\)|extension\('([^']*)'\)|ofType\(([\w.]+)\)|(\w+))(?:\.|$)/;

/** Reads a discriminator path; undefined when it uses more than slicing allows. */
export function parsePath(path: string): readonly PathStep[] | undefined {
  const steps: PathStep[] = [];
  let rest = path.trim();
  while (rest !== '') {
    const found = STEP.exec(rest);
    if (found === null) return undefined;
    const [text, url, type, name] = found;
    if (url !== undefined) steps.push({ kind: 'extension', url });
    else if (type !== undefined) steps.push({ kind: 'ofType', type: type.replace('FHIR.', '') });
    else if (name !== undefined) steps.push({ kind: 'child', name });
    else if (text.startsWith('resolve')) steps.push({ kind: 'resolve' });
    rest = rest.slice(text.length);
  }
  return steps;
}

/** The values at a path below a value. */
export function valuesAt(
  value: Json,
  steps: readonly PathStep[],
  context: CheckContext,
): readonly Json[] {
  const [only] = steps;
  if (only === undefined) return [value];
  if (steps.length === 1) return stepInto(value, only, { context, type: undefined });
  let values: readonly Json[] = [value];
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    if (step === undefined) break;
    const next = steps[index + 1];
    // A choice element is read together with the type that the next step asks for.
    const type = next?.kind === 'ofType' ? next.type : undefined;
    values = values.flatMap((item) => stepInto(item, step, { context, type }));
  }
  return values;
}

interface StepContext {
  readonly context: CheckContext;
  readonly type: string | undefined;
}

function stepInto(value: Json, step: PathStep, { context, type }: StepContext): readonly Json[] {
  if (step.kind === 'ofType') return [value];
  if (!isJsonObject(value)) return [];
  if (step.kind === 'child') return listed(childValue(value, step.name, type));
  if (step.kind === 'extension') {
    const isWanted = (item: Json): boolean => isJsonObject(item) && item.url === step.url;
    return listed(value.extension).filter(isWanted);
  }
  const { reference } = value;
  return typeof reference === 'string' ? listed(context.resolve(reference)) : [];
}

function childValue(
  value: { readonly [name: string]: Json | undefined },
  name: string,
  type: string | undefined,
): Json | undefined {
  if (value[name] !== undefined) return value[name];
  if (type !== undefined) return value[choiceMember(`${name}[x]`, type)];
  // Without a type, any member of the choice will do: valueString, valueCode …
  const member = Object.keys(value).find((key) => isChoiceMember(key, name));
  return member === undefined ? undefined : value[member];
}

function isChoiceMember(key: string, name: string): boolean {
  return key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length));
}

function listed(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return isJsonArray(value) ? value : [value];
}

/** The element definitions at a path below a slice. */
export function definitionsAt(
  slice: ElementNode,
  steps: readonly PathStep[],
  snapshots: Snapshots,
): readonly ElementNode[] {
  let nodes: readonly ElementNode[] = [slice];
  for (const step of steps) nodes = nodes.flatMap((node) => definitionStep(node, step, snapshots));
  return nodes;
}

function definitionStep(
  node: ElementNode,
  step: PathStep,
  snapshots: Snapshots,
): readonly ElementNode[] {
  if (step.kind === 'child') return childDefinitions(node, step.name, snapshots);
  if (step.kind === 'extension') {
    return childDefinitions(node, 'extension', snapshots).flatMap((extension) =>
      extension.slices.filter((slice) => extensionUrl(slice, snapshots) === step.url),
    );
  }
  if (step.kind === 'ofType') {
    const isOf = (of: ElementNode): boolean =>
      of.content.types.some((type) => fhirType(type) === step.type);
    return [node, ...node.slices.filter(isOf)].filter(isOf);
  }
  return targetRoots(node, snapshots);
}

function childDefinitions(
  node: ElementNode,
  name: string,
  snapshots: Snapshots,
): readonly ElementNode[] {
  const sources = [node, ...typeRoots(node, snapshots)];
  return sources.flatMap((source) => {
    const child = source.children.get(name) ?? source.children.get(`${name}[x]`);
    return child === undefined ? [] : [child];
  });
}

/** Roots of the profiles or base types that an element's value must follow. */
function typeRoots(node: ElementNode, snapshots: Snapshots): readonly ElementNode[] {
  const { contentReference, types, packageId } = node.content;
  if (contentReference !== undefined) {
    const target = referenced(node, contentReference, snapshots);
    return target === undefined ? [] : [target];
  }
  return types.flatMap((type) => {
    const [profile] = type.profiles ?? [];
    const root =
      profile === undefined ? snapshots.type(fhirType(type)) : snapshots.root(profile, packageId);
    return root === undefined ? [] : [root];
  });
}

function targetRoots(node: ElementNode, snapshots: Snapshots): readonly ElementNode[] {
  const profiles = node.content.types.flatMap((type) => type.targetProfiles ?? []);
  return profiles.flatMap((profile) => {
    const root = snapshots.root(profile, node.content.packageId);
    return root === undefined ? [] : [root];
  });
}

/** The URL that an extension slice stands for: fixed in place or by its extension's definition. */
export function extensionUrl(slice: ElementNode, snapshots: Snapshots): string | undefined {
  const sources = [slice, ...typeRoots(slice, snapshots)];
  for (const source of sources) {
    const url = source.children.get('url')?.content;
    const value = url?.fixed?.value ?? url?.pattern?.value;
    if (typeof value === 'string') return value;
  }
  return undefined;
}
