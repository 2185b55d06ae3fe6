import type { Terminology } from '../../../src/fhir/terminology/terminology.ts';
import { parsePath } from '../../../src/fhir/validate/plan/discriminator-path.ts';
import type { ElementNode } from '../../../src/fhir/validate/snapshot/element-node.ts';
import { boundSet, type PlanRule } from './plan-rule.ts';

/** Why no instance makes a rule fire; undefined when nothing explains it. */
export function reasonOf(rule: PlanRule, terminology: Terminology): string | undefined {
  const { node, kind } = rule;
  if (isExtensionUrl(node)) return REASONS.url;
  if (kind === 'binding' && !isDecidable(boundSet(rule), node, terminology)) return REASONS.codes;
  if (isByCodes(node, terminology)) return REASONS.codes;
  if (kind === 'empty' && node.content.declaredAt === 'Bundle.entry.resource') {
    return REASONS.resource;
  }
  if (rule.check === 'dom-6') return REASONS.practice;
  const isOfValue = VALUE_KINDS.has(kind) || (kind === 'min' && node.sliceName === undefined);
  return isOfValue && isDiscriminator(node) ? REASONS.slice : undefined;
}

/** Rules on what a value is, in contrast to how often it is there. */
const VALUE_KINDS: ReadonlySet<string> = new Set(['fixed', 'pattern', 'binding', 'type']);

const REASONS = {
  url:
    'The URL chooses the definition of an extension: with another one, or none, the value is ' +
    'validated by another definition, or as one that nothing defines.',
  codes:
    'The codes of the value set are not loaded (X12, VSAC, LOINC): nothing is out for certain.',
  resource: 'An empty resource lacks its type, which is reported instead (Resource/type).',
  practice: 'Best practice for authors of narratives, which is not run.',
  slice:
    'It tells the slice apart: a value that breaks it falls into another slice or none, so that ' +
    'the rule does not apply to it.',
} as const;

function isExtensionUrl({ name, content }: ElementNode): boolean {
  return name === 'url' && content.declaredAt === 'Extension.url';
}

function isDecidable(
  valueSet: string | undefined,
  { content }: ElementNode,
  terminology: Terminology,
): boolean {
  if (valueSet === undefined) return true;
  const set = terminology.codeSet(valueSet, content.packageId);
  return set !== undefined && set.undecided.length === 0;
}

/** A slice that is told apart by a value set whose codes are not here. */
function isByCodes(node: ElementNode, terminology: Terminology): boolean {
  const { fixed, pattern, binding } = node.content;
  if (node.sliceName === undefined || fixed !== undefined || pattern !== undefined) return false;
  return binding?.strength === 'required' && !isDecidable(binding.valueSet, node, terminology);
}

/** True for a slice told apart by itself, and for what its discriminators lead to. */
function isDiscriminator(node: ElementNode): boolean {
  const names: string[] = [];
  for (let at: ElementNode | undefined = node; at !== undefined; at = at.parent) {
    if (at.sliceName !== undefined && discriminates(at, names)) return true;
    names.unshift(at.name.replace('[x]', ''));
  }
  return false;
}

function discriminates(slice: ElementNode, names: readonly string[]): boolean {
  const sliced = slice.parent?.children.get(slice.name);
  const paths = sliced?.content.slicing?.discriminators ?? [];
  return paths.some(({ path }) => {
    const steps = (parsePath(path) ?? []).flatMap((step) => {
      if (step.kind === 'child') return [step.name];
      return step.kind === 'extension' ? ['extension'] : [];
    });
    // A slice told apart by something in it may say so by a pattern of its own.
    return names.every((name, at) => steps[at] === name);
  });
}
