import type { JsonObject } from '../../../src/fhir/json/json.ts';
import type { Validator } from '../../../src/fhir/validate/validator.ts';
import { readExamples } from '../fixtures/examples.ts';
import { elementsByType, withMembers, withStrings } from './elements.ts';
import { hostileStrings } from './strings.ts';

/** One invariant on one element full of one hostile text. */
export interface InvariantRun {
  /** Type and expression. */
  readonly invariant: string;
  readonly text: string;
  readonly ms: number;
  /** Steps that it took. */
  readonly steps: number;
}

/** What was run, and the invariants for which the examples have no element. */
export interface InvariantRuns {
  readonly runs: readonly InvariantRun[];
  readonly invariants: number;
  readonly withoutElement: readonly string[];
}

/** The budget that each run is given. */
export const RUN_STEPS_MAX = 2_000_000;

/** Runs every invariant that the examples reach on elements whose texts are hostile. */
export function runInvariants(validator: Validator): InvariantRuns {
  const examples = readExamples().map(({ resource }) => resource);
  for (const example of examples) validator.validate(example);
  const { states } = validator;
  const elements = elementsByType(examples, states);
  const { census } = states.parts.invariants;
  const withoutElement: string[] = [];
  const runs: InvariantRun[] = [];
  for (const [invariant, compiled] of census) {
    const type = invariant.slice(0, invariant.indexOf(' '));
    const element = elements.get(type);
    if (element === undefined || compiled.kind !== 'compiled') {
      withoutElement.push(invariant);
      continue;
    }
    for (const [name, text] of hostileStrings) {
      const resource = withMembers(element.resource, text);
      const value =
        element.value === element.resource ? resource : withStrings(element.value, text);
      const sibling = element.sibling && withMembers(element.sibling, text);
      const scope = scopeOf(resource);
      const start = performance.now();
      compiled.test(value, sibling, scope);
      const ms = performance.now() - start;
      runs.push({ invariant, text: name, ms, steps: RUN_STEPS_MAX - scope.steps });
    }
  }
  return { runs, invariants: census.size, withoutElement };
}

function scopeOf(resource: JsonObject) {
  const steps = RUN_STEPS_MAX;
  return { resource, rootResource: resource, resolve: () => resource, steps };
}
