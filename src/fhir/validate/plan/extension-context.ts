import type { ExtensionContext } from '../facts.ts';
import { hasScheme } from '../primitive/absolute-uri.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import { quote } from './quote.ts';
import type { SlicingContext } from './slice-plan.ts';
import type { Finding, PlannedInvariant } from './state.ts';
import { fhirType } from './type-names.ts';

/** What is wrong with an extension of a definition here: its context, or the kind of member. */
export function contextFindings(
  definition: ElementNode,
  nodes: readonly ElementNode[],
  context: SlicingContext,
): readonly Finding[] {
  const findings: Finding[] = [];
  const { facts } = definition.structure;
  const isModifierSlot = nodes[0]?.name === 'modifierExtension';
  if (isModifierSlot !== definition.content.isModifier) {
    findings.push(wrongMember(definition, isModifierSlot));
  }
  const contexts = facts.contexts ?? [];
  if (contexts.length > 0 && !contexts.some((one) => isAllowed(one, context))) {
    findings.push(wrongContext(definition, contexts, context.owners));
  }
  return findings;
}

/** StructureDefinition.contextInvariant: rules over the element that the extension stands on. */
export function contextRules(
  definition: ElementNode,
  { ownerType, states }: SlicingContext,
): readonly PlannedInvariant[] {
  const expressions = definition.structure.facts.contextInvariants ?? [];
  return expressions.map((expression) => ({
    rule: { node: definition, check: 'contextInvariant' },
    severity: 'error',
    expression,
    test: states.parts.invariants.test(expression, ownerType),
  }));
}

/** A URL that no loaded package defines: harmless, but a receiver may refuse a modifier. */
export function unknownExtension(
  url: string,
  nodes: readonly ElementNode[],
  context: SlicingContext,
): readonly Finding[] {
  const [node] = nodes;
  if (node === undefined || !hasScheme(url)) return unknownPart(url, nodes, context);
  if (url.includes('|')) return [versionedUrl(url, node)];
  const isModifier = node.name === 'modifierExtension';
  return [
    {
      severity: isModifier ? 'warning' : 'information',
      code: 'extension',
      rule: { node, check: 'url' },
      message: `the extension ${quote(url)} is not defined by any loaded package`,
      mend: isModifier
        ? 'leave it out: a receiver that does not understand a modifier may refuse the whole'
        : 'check the URL; if it is meant, it is accepted and ignored',
    },
  ];
}

/** R4, Extensibility: the URL of an extension names no version. */
function versionedUrl(url: string, node: ElementNode): Finding {
  return {
    severity: 'error',
    code: 'extension',
    rule: { node, check: 'url' },
    message: `${quote(url)} names a version, which the URL of an extension must not`,
    mend: 'leave out the | and what follows',
  };
}

/** Inside a complex extension, parts are named by short URLs that its definition lists. */
function unknownPart(
  url: string,
  nodes: readonly ElementNode[],
  { owners }: SlicingContext,
): readonly Finding[] {
  const node = nodes.find((one) => one.slices.length > 0) ?? nodes[0];
  // Nobody here knows which parts an extension has that no loaded package defines.
  const isPart = owners.some((owner) => owner.content.declaredAt.endsWith('xtension'));
  const isDefined = owners.some((owner) => isExtensionProfile(owner) || givesParts(owner));
  if (node === undefined || (isPart && !isDefined)) return [];
  return [
    {
      severity: 'error',
      code: 'extension',
      rule: { node, check: 'url' },
      message: `${quote(url)} is no part of this extension`,
      mend: 'use an absolute URL (http:// in small letters), or a part that the extension defines',
    },
  ];
}

function isExtensionProfile({ parent, structure }: ElementNode): boolean {
  const { type, derivation } = structure.facts;
  return parent === undefined && type === 'Extension' && derivation === 'constraint';
}

function givesParts(node: ElementNode): boolean {
  const parts = node.children.get('extension')?.slices ?? [];
  return node.content.declaredAt.endsWith('xtension') && parts.length > 0;
}

function wrongMember(node: ElementNode, isModifierSlot: boolean): Finding {
  const wanted = isModifierSlot ? 'extension' : 'modifierExtension';
  const found = isModifierSlot ? 'modifierExtension' : 'extension';
  return {
    severity: 'error',
    code: 'extension',
    rule: { node, check: 'modifier' },
    message: `the extension ${quote(node.structure.facts.url)} stands in ${found}`,
    mend: `move it to ${wanted}`,
  };
}

function wrongContext(
  node: ElementNode,
  contexts: readonly ExtensionContext[],
  owners: readonly ElementNode[],
): Finding {
  const here = owners[0]?.path ?? 'here';
  const places = contexts.map((one) => one.expression).join(', ');
  return {
    severity: 'error',
    code: 'extension',
    rule: { node, check: 'context' },
    message: `the extension ${quote(node.structure.facts.url)} may not stand on ${here}`,
    mend: `use it on ${places}, or leave it out`,
  };
}

function isAllowed(one: ExtensionContext, context: SlicingContext): boolean {
  const { owners } = context;
  if (one.type === 'extension') {
    return owners.some((owner) => owner.structure.facts.url === one.expression);
  }
  // An erratum may name all that lies in a type: `SearchParameter.*`.
  if (one.expression.endsWith('.*')) {
    const root = one.expression.slice(0, -2);
    return owners.some(({ path }) => path === root || path.startsWith(`${root}.`));
  }
  const [expression = ''] = one.expression.replace(/\.ofType\(\w+\)$/, '').split('.extension(', 1);
  return owners.some((owner) => namesOf(owner, context).has(stem(expression)));
}

/** All names by which a context may speak of an element: its paths, its types and their bases. */
function namesOf(owner: ElementNode, { ownerType, states }: SlicingContext): ReadonlySet<string> {
  // Whatever an extension may stand on is an Element to those who write contexts.
  const names = new Set(['Element', stem(owner.path), stem(owner.content.declaredAt)]);
  // Of a choice only the type counts that the value has.
  const stated = owner.name.endsWith('[x]') ? [ownerType] : owner.content.types.map(fhirType);
  const types = owner.parent === undefined ? [owner.name] : stated;
  for (const type of types) {
    for (let at: string | undefined = type; at !== undefined; at = baseOf(at, states)) {
      names.add(at);
    }
  }
  return names;
}

function baseOf(type: string, states: SlicingContext['states']): string | undefined {
  const base = states.parts.snapshots.type(type)?.structure.facts.base;
  return base?.slice(base.lastIndexOf('/') + 1);
}

function stem(path: string): string {
  return path.replaceAll('[x]', '');
}
