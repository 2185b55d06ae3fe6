import type { Invariant } from '../../../src/fhir/fhirpath/compile.ts';
import { isJsonObject } from '../../../src/fhir/json/json.ts';
import type { FactSource } from '../../../src/fhir/validate/facts.ts';
import type { State } from '../../../src/fhir/validate/plan/state.ts';
import type { Validator } from '../../../src/fhir/validate/validator.ts';
import { readExamples } from '../fixtures/examples.ts';
import { elementsByType, type TypedElement, withMembers, withStrings } from './elements.ts';
import { exploreStates, inventElement } from './explore.ts';
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

/** Runs every invariant that PAS profiles lead to on elements whose texts are hostile. */
export function runInvariants(validator: Validator, source: FactSource): InvariantRuns {
  const examples = readExamples().map(({ resource }) => resource);
  for (const example of examples) validator.validate(example);
  const { states } = validator;
  const reached = exploreStates(source, states);
  const elements = elementsByType(examples, states);
  const { census } = states.parts.invariants;
  const withoutElement: string[] = [];
  const runs: InvariantRun[] = [];
  for (const [invariant, compiled] of census) {
    const type = invariant.slice(0, invariant.indexOf(' '));
    const element = elements.get(type);
    const state = reached.get(type);
    if (compiled.kind !== 'compiled' || (element === undefined && state === undefined)) {
      withoutElement.push(invariant);
      continue;
    }
    for (const [text, hostile] of hostileStrings) {
      const subjects = [
        ...(element === undefined ? [] : [filled(element, hostile)]),
        ...(state === undefined ? [] : [invented(state, hostile)]),
      ];
      for (const subject of subjects) {
        runs.push({ invariant, text, ...measure(compiled.test, subject) });
      }
    }
  }
  return { runs, invariants: census.size, withoutElement };
}

function filled({ value, sibling, resource: around }: TypedElement, text: string): TypedElement {
  const resource = withMembers(around, text);
  return {
    value: value === around ? resource : withStrings(value, text),
    sibling: sibling && withMembers(sibling, text),
    resource,
  };
}

function invented(state: State, text: string): TypedElement {
  const value = inventElement(state, text);
  const resource = isJsonObject(value) ? value : { resourceType: 'Basic' };
  return { value, sibling: undefined, resource };
}

function measure(
  test: Invariant,
  { value, sibling, resource }: TypedElement,
): Pick<InvariantRun, 'ms' | 'steps'> {
  const scope = { resource, rootResource: resource, resolve: () => resource, steps: RUN_STEPS_MAX };
  const start = performance.now();
  test(value, sibling, scope);
  return { ms: performance.now() - start, steps: RUN_STEPS_MAX - scope.steps };
}
