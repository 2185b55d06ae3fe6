import { type Json, JsonDecimal, type JsonObject } from '../json/json.ts';
import { whyUnsafe } from './check.ts';
import type { CompiledInvariant, Invariant, InvariantScope } from './compile.ts';

/** The reference implementation of FHIRPath, for expressions that the compiler doesn't know. */
export interface Reference {
  compile(expression: string, contextType: string): CompiledInvariant;
}

type Model = typeof import('fhirpath/fhir-context/r4').default;
type Engine = typeof import('fhirpath').default;

/** Loads the `fhirpath` package; nothing pays for it before. */
export async function loadReference(): Promise<Reference> {
  const [{ default: engine }, { default: model }] = await Promise.all([
    import('fhirpath'),
    import('fhirpath/fhir-context/r4'),
  ]);
  return {
    compile: (expression, contextType) => compileWith(engine, model, [expression, contextType]),
  };
}

function compileWith(
  engine: Engine,
  model: Model,
  [expression, contextType]: readonly [string, string],
): CompiledInvariant {
  const unsafe = whyUnsafe(expression);
  if (unsafe !== undefined) return { kind: 'unsupported', reason: unsafe };
  const state: State = { scope: undefined, undecided: false };
  try {
    const run = engine.compile(expression, model, {
      resolveInternalTypes: false,
      traceFn: () => undefined,
      userInvocationTable: invocations(engine, model, state),
    });
    return {
      kind: 'compiled',
      test: referenceTest(run, nodeMaker(engine, model, contextType), state),
    };
  } catch (problem) {
    return { kind: 'unsupported', reason: String(problem) };
  }
}

type Invocations = NonNullable<
  NonNullable<Parameters<Engine['compile']>[2]>['userInvocationTable']
>;
interface State {
  scope: InvariantScope | undefined;
  undecided: boolean;
}

type Run = (focus: unknown, variables: Record<string, unknown>) => unknown;
type NodeMaker = (value: Json | undefined, sibling: JsonObject | undefined) => unknown;

function referenceTest(run: Run, nodeOf: NodeMaker, state: State): Invariant {
  return (value, sibling, scope) => {
    state.scope = scope;
    state.undecided = false;
    try {
      const result = run(nodeOf(value, sibling), {
        resource: plain(scope.resource),
        rootResource: plain(scope.rootResource),
      });
      return Array.isArray(result) && !state.undecided ? verdict(result) : undefined;
    } catch {
      return undefined;
    } finally {
      state.scope = undefined;
    }
  };
}

/** One `false` breaks a constraint; nothing at all does not. */
function verdict(result: readonly unknown[]): boolean {
  const [only] = result;
  return result.length !== 1 || tellableOf(only) !== false;
}

function tellableOf(node: unknown): unknown {
  return typeof node === 'object' && node !== null && 'data' in node ? node.data : node;
}

/** Makes the typed node of an element; only a choice gives a primitive with its `_x` member. */
function nodeMaker(engine: Engine, model: Model, contextType: string): NodeMaker {
  const key = `value${contextType.charAt(0).toUpperCase()}${contextType.slice(1)}`;
  const isChoice = /^[a-z]/.test(contextType) && contextType !== 'xhtml';
  const path = isChoice
    ? { base: 'Extension', expression: 'value' }
    : { base: contextType, expression: '$this' };
  const pick = engine.compile(path, model, { resolveInternalTypes: false });
  return (value, sibling) =>
    isChoice
      ? pick({ [key]: plain(value ?? null), [`_${key}`]: sibling })
      : pick(plain(value ?? null));
}

/** `resolve()` and `memberOf()` ask the scope; `htmlChecks()` is the walker's own check. */
function invocations(engine: Engine, model: Model, state: State): Invocations {
  const typed = engine.compile('$this', model, { resolveInternalTypes: false });
  return {
    htmlChecks: { fn: () => [true], arity: { 0: [] } },
    resolve: {
      fn: (items: readonly unknown[]) =>
        items.flatMap((item) => {
          const { scope } = state;
          const reference = referenceOf(item);
          if (scope === undefined || reference === undefined) return [];
          const target = scope.resolve(reference, scope.resource);
          return target === undefined ? [] : [...typed(plain(target))];
        }),
      arity: { 0: [] },
    },
    memberOf: {
      fn: (items: readonly Json[], valueSet: string) => {
        const [coded] = items;
        if (coded === undefined || items.length > 1) return [];
        const member = state.scope?.memberOf?.(valueSet, coded);
        if (member === undefined) state.undecided = true;
        return member === undefined ? [] : [member];
      },
      arity: { 1: ['String'] },
    },
  };
}

function referenceOf(item: unknown): string | undefined {
  const reference =
    typeof item === 'object' && item !== null && 'reference' in item ? item.reference : item;
  return typeof reference === 'string' ? reference : undefined;
}

const PLAIN = new WeakMap<object, unknown>();

/** The same JSON with decimals as plain numbers, as the reference expects. */
function plain(value: Json): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = PLAIN.get(value);
  if (known !== undefined) return known;
  const copy: unknown = JSON.parse(
    JSON.stringify(value, (_key, one: unknown) =>
      one instanceof JsonDecimal ? Number(one.text) : one,
    ),
  );
  PLAIN.set(value, copy);
  return copy;
}
