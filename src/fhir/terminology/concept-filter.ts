import type { ConceptSetFacts } from '../validate/facts.ts';
import { codePattern } from './code-pattern.ts';
import type { ConceptTree } from './concept-tree.ts';

/** One ValueSet.compose.include.filter. */
export type ConceptFilter = NonNullable<ConceptSetFacts['filters']>[number];

/** The concepts that pass all filters; undefined when one of them can't be decided. */
export function selectConcepts(
  tree: ConceptTree,
  filters: readonly ConceptFilter[],
): ReadonlySet<string> | undefined {
  let selected: ReadonlySet<string> = new Set(tree.properties.keys());
  for (const filter of filters) {
    const passes = testOf(tree, filter);
    if (passes === undefined) return undefined;
    selected = new Set([...selected].filter(passes));
  }
  return selected;
}

type Test = (code: string) => boolean;

/** The test of one filter; Source: ValueSet.compose.include.filter.op of R4. */
function testOf(tree: ConceptTree, filter: ConceptFilter): Test | undefined {
  const { property, op, value } = filter;
  const onCode = property === 'concept' || property === 'code';
  if (onCode) return codeTest(tree, op, value);
  if (op === '=' && property === 'parent') return (code) => tree.parentsOf(code).has(value);
  if (op === '=' && property === 'child') return (code) => tree.childrenOf(code).has(value);
  return propertyTest(tree, filter);
}

function codeTest(tree: ConceptTree, op: string, value: string): Test | undefined {
  switch (op) {
    case 'is-a': {
      const below = tree.below(value);
      return (code) => code === value || below.has(code);
    }
    case 'descendent-of': {
      const below = tree.below(value);
      return (code) => below.has(code);
    }
    case 'is-not-a': {
      const below = tree.below(value);
      return (code) => code !== value && !below.has(code);
    }
    case 'generalizes': {
      const above = tree.above(value);
      return (code) => code === value || above.has(code);
    }
    default:
      return valueTest(op, value);
  }
}

function propertyTest(tree: ConceptTree, filter: ConceptFilter): Test | undefined {
  const { property, op, value } = filter;
  // A property that no concept has was not kept: nothing can be said about it.
  if (![...tree.properties.values()].some((one) => Object.hasOwn(one, property))) return undefined;
  const read = (code: string) => tree.properties.get(code)?.[property];
  if (op === 'exists') return (code) => (read(code) !== undefined) === (value === 'true');
  const passes = valueTest(op, value);
  if (passes === undefined) return undefined;
  return (code) => {
    const found = read(code);
    return found === undefined ? op === 'not-in' : passes(String(found));
  };
}

function valueTest(op: string, value: string): Test | undefined {
  const list = new Set(value.split(',').map((one) => one.trim()));
  switch (op) {
    case '=':
      return (found) => found === value;
    case 'in':
      return (found) => list.has(found);
    case 'not-in':
      return (found) => !list.has(found);
    case 'regex':
      return codePattern(value);
    default:
      return undefined;
  }
}
