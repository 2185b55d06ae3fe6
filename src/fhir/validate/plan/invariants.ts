import { type CompiledInvariant, compileInvariant } from '../../fhirpath/compile.ts';
import type { TypeModel } from '../../fhirpath/model.ts';
import type { ConstraintCorrection } from '../facts.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import type { PlannedInvariant } from './state.ts';

/** Compiles the constraints of element definitions, each (expression, type) once. */
export interface InvariantPlanner {
  of(nodes: readonly ElementNode[], type: string): readonly PlannedInvariant[];
  /** Compiled and unsupported expressions so far, for reports. */
  readonly census: ReadonlyMap<string, CompiledInvariant>;
}

/**
 * Constraints that the walk itself upholds, or that say nothing about content: ele-1 (no empty
 * element), ext-1 is compiled; dom-6 and its like are best practice for authors of narratives.
 */
const UPHELD_BY_THE_WALK: ReadonlySet<string> = new Set([
  'hasValue() or (children().count() > id.count())',
  'hasValue() or (children().count() > id.count()) or $this is Parameters',
]);

/** Makes the planner; what the compiler does not know goes to `fallback`. */
export function createInvariantPlanner(
  model: TypeModel,
  corrections: readonly ConstraintCorrection[],
  fallback: (expression: string, type: string) => CompiledInvariant,
): InvariantPlanner {
  const census = new Map<string, CompiledInvariant>();
  const corrected = new Map(corrections.map((one) => [one.expression, one.correction]));
  const compile = (expression: string, type: string): CompiledInvariant => {
    const key = `${type} ${expression}`;
    const known = census.get(key);
    if (known !== undefined) return known;
    const made = compileInvariant(expression, type, model);
    census.set(key, made);
    return made.kind === 'compiled' ? made : fallback(expression, type);
  };
  return {
    census,
    of(nodes, type) {
      const planned = new Map<string, PlannedInvariant>();
      for (const node of nodes) {
        for (const { key, expression, severity } of node.content.constraints) {
          if (expression === undefined || UPHELD_BY_THE_WALK.has(expression)) continue;
          const id = `${key} ${expression}`;
          if (planned.has(id)) continue;
          const made = compile(corrected.get(expression) ?? expression, type);
          if (made.kind !== 'compiled') continue;
          const rule = { node, check: key };
          planned.set(id, { rule, severity, expression, test: made.test });
        }
      }
      return [...planned.values()];
    },
  };
}
