import { isJsonObject, type Json } from '../../json/json.ts';
import type { SlicingFacts } from '../facts.ts';
import { canonicalUrl } from '../registry.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import { definitionsAt, type PathStep, parsePath, valuesAt } from './discriminator-path.ts';
import type { States } from './parts.ts';
import type { CheckContext, Member } from './state.ts';
import { fhirType } from './type-names.ts';
import { fitsPattern, isEqual } from './value-match.ts';

/** Tells whether a value belongs to a slice. */
export type SliceTest = (value: Json, member: Member, context: CheckContext) => boolean;

/** A test of one value found at a discriminator's path. */
type ValueTest = (value: Json, context: CheckContext) => boolean;

/** The test of a slice by all of its discriminators; undefined when one can't be decided. */
export function sliceTest(
  slice: ElementNode,
  slicing: SlicingFacts,
  states: States,
): SliceTest | undefined {
  const tests: SliceTest[] = [];
  for (const { type, path } of slicing.discriminators) {
    const steps = parsePath(path);
    const test = steps === undefined ? undefined : discriminatorTest(type, slice, steps, states);
    if (test === undefined) return undefined;
    tests.push(test);
  }
  if (tests.length === 0) return undefined;
  return (value, member, context) => tests.every((test) => test(value, member, context));
}

function discriminatorTest(
  kind: string,
  slice: ElementNode,
  steps: readonly PathStep[],
  states: States,
): SliceTest | undefined {
  const nodes = definitionsAt(slice, steps, states.parts.snapshots);
  if (kind === 'type') return typeTest(nodes, steps);
  if (kind === 'exists') return existsTest(nodes, steps);
  const test = valueTest(kind, nodes, states);
  if (test === undefined) return undefined;
  return (value, _member, context) =>
    valuesAt(value, steps, context).some((found) => test(found, context));
}

/** Position, and what later versions of FHIR may bring, is for nobody here to decide. */
function valueTest(
  kind: string,
  nodes: readonly ElementNode[],
  states: States,
): ValueTest | undefined {
  if (kind === 'profile') return profileTest(nodes, states);
  return kind === 'value' || kind === 'pattern' ? contentTest(nodes, states) : undefined;
}

function typeTest(nodes: readonly ElementNode[], steps: readonly PathStep[]): SliceTest {
  const types = new Set(nodes.flatMap((node) => node.content.types.map(fhirType)));
  // What `resolve()` leads to is the root of a definition, which has no types but is one.
  for (const node of nodes) if (node.parent === undefined) types.add(node.name);
  return (value, member, context) => {
    if (steps.length === 0 && !isResource(value)) return types.has(member.type);
    return valuesAt(value, steps, context).some(
      (found) => isResource(found) && types.has(found.resourceType),
    );
  };
}

function isResource(value: Json): value is { readonly resourceType: string } {
  return isJsonObject(value) && typeof value.resourceType === 'string';
}

function existsTest(nodes: readonly ElementNode[], steps: readonly PathStep[]): SliceTest {
  const isWanted = nodes.some((node) => node.content.min > 0);
  return (value, _member, context) => valuesAt(value, steps, context).length > 0 === isWanted;
}

function profileTest(nodes: readonly ElementNode[], states: States): ValueTest | undefined {
  const roots = nodes.flatMap((node) => profileRoots(node, states));
  if (roots.length === 0) return undefined;
  return (value, context) =>
    roots.some((root) => {
      const type = root.structure.facts.type;
      if (isResource(value) && value.resourceType !== type) return false;
      return context.holds(value, states.of([root], type));
    });
}

function profileRoots(node: ElementNode, states: States): readonly ElementNode[] {
  if (node.parent === undefined) return [node];
  const { types, packageId } = node.content;
  return types.flatMap((type) =>
    (type.profiles ?? []).flatMap((profile) => {
      const root = states.parts.snapshots.root(canonicalUrl(profile), packageId);
      return root === undefined ? [] : [root];
    }),
  );
}

/**
 * Fixed values and patterns of the definitions and of what lies below; where there are none, their
 * required bindings. Bindings below say nothing: every HumanName has one.
 */
function contentTest(nodes: readonly ElementNode[], states: States): ValueTest | undefined {
  const tests = nodes.flatMap((node) => {
    const stated = statedTests(node);
    return stated.length > 0 ? stated : bindingTest(node, states);
  });
  if (tests.length === 0) return undefined;
  return (value, context) => tests.every((test) => test(value, context));
}

function bindingTest({ content }: ElementNode, states: States): readonly ValueTest[] {
  const { binding, packageId } = content;
  if (binding?.strength !== 'required' || binding.valueSet === undefined) return [];
  const isMember = states.parts.checks.membership(binding.valueSet, packageId);
  return isMember === undefined ? [] : [(value) => isMember(value)];
}

function statedTests(node: ElementNode): readonly ValueTest[] {
  const { fixed, pattern } = node.content;
  if (fixed !== undefined) return [(value) => isEqual(value, fixed.value)];
  if (pattern !== undefined) return [(value) => fitsPattern(value, pattern.value)];
  return [...node.children.values()].flatMap(belowTests);
}

function belowTests(child: ElementNode): readonly ValueTest[] {
  const tests = statedTests(child);
  if (tests.length === 0) return [];
  const steps: readonly PathStep[] = [{ kind: 'child', name: child.name.replace('[x]', '') }];
  return [
    (value, context) =>
      valuesAt(value, steps, context).some((found) => tests.every((test) => test(found, context))),
  ];
}
