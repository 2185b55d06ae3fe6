import {
  type CompiledInvariant,
  compileInvariant,
  type Invariant,
} from '../../fhirpath/compile.ts';
import type { TypeModel } from '../../fhirpath/model.ts';
import type { ConstraintCorrection } from '../facts.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import type { PlannedInvariant } from './state.ts';

/** Compiles the constraints of element definitions, each (expression, type) once. */
export interface InvariantPlanner {
  of(nodes: readonly ElementNode[], type: string): readonly PlannedInvariant[];
  /** The test of one expression over elements of a type. */
  test(expression: string, type: string): Invariant;
  /** Compiled and unsupported expressions so far, for reports. */
  readonly census: ReadonlyMap<string, CompiledInvariant>;
}

/**
 * Constraints that are not run: ele-1 is upheld by the walk itself, and dom-6 (a narrative should
 * be there) is marked as best practice for authors, which says nothing about conformance.
 */
const NOT_RUN: ReadonlySet<string> = new Set([
  'hasValue() or (children().count() > id.count())',
  'hasValue() or (children().count() > id.count()) or $this is Parameters',
  'text.`div`.exists()',
]);

/** What nothing here can evaluate is noted as undecided wherever it would have run. */
const undecidable: Invariant = () => undefined;

/** Makes the planner; what the compiler does not know goes to `fallback`. */
export function createInvariantPlanner(
  model: TypeModel,
  corrections: readonly ConstraintCorrection[],
  fallback: (expression: string, type: string) => CompiledInvariant,
): InvariantPlanner {
  const census = new Map<string, CompiledInvariant>();
  const corrected = new Map(corrections.map((one) => [one.expression, one.correction]));
  const tests = new Map<string, Invariant>();
  const testOf = (expression: string, type: string): Invariant => {
    const key = `${type} ${expression}`;
    const known = tests.get(key);
    if (known !== undefined) return known;
    const made = compileInvariant(expression, type, model);
    census.set(key, made);
    const runnable = made.kind === 'compiled' ? made : fallback(expression, type);
    const test = runnable.kind === 'compiled' ? runnable.test : undecidable;
    tests.set(key, test);
    return test;
  };
  return {
    census,
    test: testOf,
    of(nodes, type) {
      const planned = new Map<string, PlannedInvariant>();
      for (const node of nodes) {
        for (const { key, expression, severity } of node.content.constraints) {
          if (expression === undefined || NOT_RUN.has(expression)) continue;
          const id = `${key} ${expression}`;
          if (planned.has(id)) continue;
          const test = testOf(corrected.get(expression) ?? expression, type);
          planned.set(id, { rule: { node, check: key }, severity, expression, test });
        }
      }
      return [...planned.values()];
    },
  };
}
