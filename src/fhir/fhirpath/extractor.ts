import { fail, ok, type Result } from '../../result.ts';
import type { Json, JsonObject } from '../json/json.ts';
import { type Expression, partsOf } from './ast.ts';
import { whyUnsupported } from './check.ts';
import { createKit } from './compile.ts';
import { Frame, type Surroundings } from './frame.ts';
import type { TypeModel } from './model.ts';
import { Moment } from './moment.ts';
import { parseFhirPath } from './parser.ts';
import { Measure } from './value.ts';

/** A value that an extractor found, with the FHIR type that it has there. */
export interface Extracted {
  readonly value: Json;
  readonly type: string;
}

/** Runs on one resource; undefined when its budget ran out or the expression failed on it. */
export type Extractor = (resource: JsonObject) => readonly Extracted[] | undefined;

/** Steps that one run may take: far more than any real resource needs. */
const STEPS_MAX = 20_000;

/** Functions that look beyond the resource, print, or search with patterns. */
const refused: ReadonlySet<string> = new Set([
  ...['matches', 'matchesFull', 'replaceMatches', 'resolve', 'trace', 'memberOf', 'descendants'],
]);

/**
 * Compiles the extractor of a fact for one resource type.
 * Problems: one line, when the expression is not FHIRPath or uses what extractors may not.
 */
export function compileExtractor(
  expression: string,
  type: string,
  model: TypeModel,
): Result<Extractor, string> {
  const parsed = parseFhirPath(expression);
  if (!parsed.ok) return fail(parsed.problem);
  const problem = whyUnsupported(parsed.value) ?? whyRefused(parsed.value);
  if (problem !== undefined) return fail(problem);
  if (model.children(type).size === 0) return fail(`there is no resource type ${type}`);
  const gather = createKit(model, type).items(parsed.value, type);
  return ok((resource) => {
    const frame = new Frame();
    const scope: Surroundings = {
      resource,
      rootResource: resource,
      resolve: () => undefined,
      steps: STEPS_MAX,
    };
    frame.begin(scope, resource, undefined);
    const items = gather(resource, undefined, frame);
    if (frame.failed || scope.steps < 0) return undefined;
    return items.flatMap(({ value, type: found }) =>
      value instanceof Moment || value instanceof Measure ? [] : [{ value, type: found }],
    );
  });
}

function whyRefused(root: Expression): string | undefined {
  const open: Expression[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'call' && refused.has(node.name)) return `${node.name}() may not be used`;
    for (const part of partsOf(node)) open.push(part);
  }
  return undefined;
}
