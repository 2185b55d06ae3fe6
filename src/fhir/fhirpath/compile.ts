import type { Json, JsonObject } from '../json/json.ts';
import type { Expression } from './ast.ts';
import { whyUnsupported } from './check.ts';
import { containedLinksTruth } from './contained-links.ts';
import { elementTruth } from './element-truth.ts';
import { continuation, Frame, type Kit, type Surroundings, type Truth } from './frame.ts';
import { formOf } from './functions.ts';
import { compileList } from './lists.ts';
import { resourceStep } from './member.ts';
import type { TypeModel } from './model.ts';
import { parseFhirPath } from './parser.ts';
import { compileScalar } from './scalar.ts';
import { singleOf } from './single.ts';
import { compileStream, gatherStream } from './stream.ts';
import { compileTruth } from './truth.ts';

/** What an invariant may look at beyond its element, with the step budget of the whole run. */
export type InvariantScope = Surroundings;

/**
 * Tells if a constraint holds for an element: true it holds, false it is broken, undefined when it
 * could not be decided. Only `false` breaks it: an empty result says nothing against the element,
 * as when a comparison finds nothing to compare.
 */
export type Invariant = (
  value: Json | undefined,
  sibling: JsonObject | undefined,
  scope: InvariantScope,
) => boolean | undefined;

/** A constraint ready to run, or the reason why it must be left to the reference. */
export type CompiledInvariant =
  | { readonly kind: 'compiled'; readonly test: Invariant }
  | { readonly kind: 'unsupported'; readonly reason: string };

/** Compiles the expression of a constraint for elements of a type to a function. */
export function compileInvariant(
  expression: string,
  contextType: string,
  model: TypeModel,
): CompiledInvariant {
  const parsed = parseFhirPath(expression);
  if (!parsed.ok) return { kind: 'unsupported', reason: parsed.problem };
  const reason = whyUnsupported(parsed.value) ?? contextProblem(contextType, model);
  if (reason !== undefined) return { kind: 'unsupported', reason };
  const presence = elementTruth(expression, contextType, model);
  if (presence !== undefined) return { kind: 'compiled', test: presence };
  const general = () => rootTruth(parsed.value, contextType, model);
  const truth = containedLinksTruth(expression, model, general) ?? general();
  return { kind: 'compiled', test: invariantOf(truth) };
}

function contextProblem(type: string, model: TypeModel): string | undefined {
  if (model.children(type).size > 0 || model.isPrimitive(type)) return undefined;
  return `no facts of type ${type}`;
}

function invariantOf(truth: Truth): Invariant {
  const shared = new Frame();
  return (value, sibling, scope) => {
    const frame = shared.busy ? new Frame() : shared;
    frame.begin(scope, value ?? null, sibling);
    const holds = truth(value ?? null, sibling, frame) !== false;
    const undecided = frame.failed || scope.steps < 0;
    frame.end();
    return undecided ? undefined : holds;
  };
}

function rootTruth(node: Expression, type: string, model: TypeModel): Truth {
  if (type !== 'Resource' && type !== 'DomainResource') return topTruth(node, type, model);
  const truths = new Map<string, Truth>();
  const run = resourceStep(
    model,
    continuation(false, (from) => {
      const truth = truths.get(from) ?? topTruth(node, from, model);
      truths.set(from, truth);
      return (value, sibling, frame) => (truth(value, sibling, frame) === false ? 0 : 1);
    }),
  );
  return (value, sibling, frame) => run(value, sibling, frame) === 1;
}

/** A constraint that gives a collection is broken by one `false`, as others are, and by no more. */
function topTruth(node: Expression, type: string, model: TypeModel): Truth {
  const kit = createKit(model, type);
  if (formOf(node) === 'truth') return kit.truth(node, type);
  const items = kit.items(node, type);
  return (value, sibling, frame) => {
    const all = items(value, sibling, frame);
    const only = all.length === 1 ? all[0]?.value : undefined;
    return only !== false;
  };
}

/** The compilers of the four forms for expressions that begin at a type. */
export function createKit(model: TypeModel, root: string): Kit {
  const kit: Kit = {
    model,
    root,
    stream: (node, type, next) => compileStream(kit, node, type, next),
    truth: (node, type) => compileTruth(kit, node, type),
    single: (node, type) =>
      formOf(node) === 'scalar' ? compileScalar(kit, node, type) : singleOf(kit, node, type, 'raw'),
    items: (node, type) =>
      formOf(node) === 'list' ? compileList(kit, node, type) : gatherStream(kit, node, type),
  };
  return kit;
}
