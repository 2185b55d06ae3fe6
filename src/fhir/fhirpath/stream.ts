import type { BinaryNode, CallNode, Expression } from './ast.ts';
import {
  type Continuation,
  continuation,
  type Gather,
  type Kit,
  NONE,
  NOTHING,
  ONE,
  type Single,
  type Step,
  spend,
  type Truth,
} from './frame.ts';
import { formOf, usesIndex } from './functions.ts';
import { childrenStep, memberStep, resourceStep } from './member.ts';
import { isOfType } from './types.ts';
import { Item, isParent, systemType } from './value.ts';

/** Compiles a node to a step that runs every item of its collection through a continuation. */
export function compileStream(kit: Kit, node: Expression, type: string, next: Continuation): Step {
  switch (node.kind) {
    case 'this':
      return type === NOTHING ? NONE : next.enter(type);
    case 'member': {
      const { of, name } = node;
      if (of.kind === 'this') return memberStep(kit.model, [type, name], next);
      return kit.stream(
        of,
        type,
        chain(next, (from) => memberStep(kit.model, [from, name], next)),
      );
    }
    case 'variable':
      return variableStep(kit, node.name, next);
    case 'empty':
      return NONE;
    case 'type':
      if (node.operator === 'is') break;
      return kit.stream(node.of, type, typeFilter(kit, node, next));
    case 'call':
      if (formOf(node) === 'stream') return callStep(kit, node, type, next);
      break;
    case 'binary':
      if (node.operator === '|' && next.stop) return eitherStep(kit, node, type, next);
      break;
    default:
  }
  switch (formOf(node)) {
    case 'truth':
      return truthStep(kit.truth(node, type), next);
    case 'scalar':
      return scalarStep(kit.single(node, type), next);
    default:
      return itemsStep(kit.items(node, type), next);
  }
}

/** Compiles a node to a function that gathers its collection, by way of its stream. */
export function gatherStream(kit: Kit, node: Expression, type: string): Gather {
  const run = kit.stream(node, type, COLLECT);
  return (value, sibling, frame) => {
    const outer = frame.out;
    const out: Item[] = [];
    frame.out = out;
    run(value, sibling, frame);
    frame.out = outer;
    return out;
  };
}

const COLLECT = continuation(false, (type) => (value, sibling, frame) => {
  frame.out.push(new Item(value, sibling, type));
  return 1;
});

function chain(next: Continuation, enter: (type: string) => Step): Continuation {
  return continuation(next.stop, enter);
}

/** Where one result is enough, duplicates of a union don't matter. */
function eitherStep(kit: Kit, node: BinaryNode, type: string, next: Continuation): Step {
  const left = kit.stream(node.left, type, next);
  const right = kit.stream(node.right, type, next);
  return (value, sibling, frame) => left(value, sibling, frame) || right(value, sibling, frame);
}

function truthStep(truth: Truth, next: Continuation): Step {
  const step = next.enter('System.Boolean');
  return (value, sibling, frame) => {
    const result = truth(value, sibling, frame);
    return result === undefined ? 0 : step(result, undefined, frame);
  };
}

function scalarStep(single: Single, next: Continuation): Step {
  return (value, sibling, frame) => {
    const result = single(value, sibling, frame);
    return result === undefined ? 0 : next.enter(systemType(result))(result, undefined, frame);
  };
}

function itemsStep(items: Gather, next: Continuation): Step {
  return (value, sibling, frame) => {
    const all = items(value, sibling, frame);
    let count = 0;
    for (const item of all) {
      count += next.enter(item.type)(item.value, item.sibling, frame);
      if (next.stop && count > 0) return count;
    }
    return count;
  };
}

function variableStep(kit: Kit, name: string, next: Continuation): Step {
  switch (name) {
    case 'resource': {
      const step = resourceStep(kit.model, next);
      return (_value, _sibling, frame) => step(frame.scope.resource, undefined, frame);
    }
    case 'rootResource': {
      const step = resourceStep(kit.model, next);
      return (_value, _sibling, frame) => step(frame.scope.rootResource, undefined, frame);
    }
    case 'context': {
      const step = next.enter(kit.root);
      return (_value, _sibling, frame) => step(frame.value, frame.sibling, frame);
    }
    default: {
      const text = CONSTANTS[name] ?? '';
      const step = next.enter('System.String');
      return (_value, _sibling, frame) => step(text, undefined, frame);
    }
  }
}

const CONSTANTS: Readonly<Record<string, string>> = {
  ucum: 'http://unitsofmeasure.org',
  sct: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
};

/**
 * `as` filters like `ofType`: R4's own constraints apply it to many items (dom-3), which a strict
 * reading refuses.
 */
function typeFilter(kit: Kit, node: { readonly type: string }, next: Continuation): Continuation {
  return chain(next, (type) => (isOfType(kit.model, type, node.type) ? next.enter(type) : NONE));
}

function callStep(kit: Kit, node: CallNode, type: string, next: Continuation): Step {
  const first = node.args[0] ?? node.of;
  switch (node.name) {
    case 'where':
      if (usesIndex(first)) return indexedStep(kit, node, type, next);
      return kit.stream(
        node.of,
        type,
        chain(next, (from) => whereStep(kit, first, from, next)),
      );
    case 'select':
      if (usesIndex(first)) return indexedStep(kit, node, type, next);
      return kit.stream(
        node.of,
        type,
        chain(next, (from) => kit.stream(first, from, next)),
      );
    case 'extension':
      return kit.stream(
        node.of,
        type,
        chain(next, (from) => extensionStep(kit, first, from, next)),
      );
    case 'children':
      return kit.stream(
        node.of,
        type,
        chain(next, (from) => childrenStep(kit.model, from, next)),
      );
    case 'descendants':
      return kit.stream(
        node.of,
        type,
        chain(next, (from) => descendantsStep(kit, from, next)),
      );
    case 'resolve':
      return kit.stream(
        node.of,
        type,
        chain(next, (from) => resolveStep(kit, from, next)),
      );
    default:
      return iifStep(kit, node, type, next);
  }
}

function whereStep(kit: Kit, criteria: Expression, type: string, next: Continuation): Step {
  const holds = kit.truth(criteria, type);
  const step = next.enter(type);
  if (step === ONE) {
    return (value, sibling, frame) => (holds(value, sibling, frame) === true ? 1 : 0);
  }
  return (value, sibling, frame) =>
    holds(value, sibling, frame) === true ? step(value, sibling, frame) : 0;
}

function indexedStep(kit: Kit, node: CallNode, type: string, next: Continuation): Step {
  const items = kit.items(node.of, type);
  const argument = node.args[0] ?? node.of;
  const each = chain(next, (from) =>
    node.name === 'where' ? whereStep(kit, argument, from, next) : kit.stream(argument, from, next),
  );
  return (value, sibling, frame) => {
    const outer = frame.index;
    let count = 0;
    for (const [index, item] of items(value, sibling, frame).entries()) {
      frame.index = index;
      count += each.enter(item.type)(item.value, item.sibling, frame);
    }
    frame.index = outer;
    return count;
  };
}

function extensionStep(kit: Kit, url: Expression, type: string, next: Continuation): Step {
  const wanted = url.kind === 'literal' ? url.value : undefined;
  const filter = chain(next, (from) => {
    const step = next.enter(from);
    return (value, sibling, frame) =>
      isParent(value) && value['url'] === wanted ? step(value, sibling, frame) : 0;
  });
  return memberStep(kit.model, [type, 'extension'], filter);
}

/** Level by level, without recursion, each level's items charged to the budget. */
function descendantsStep(kit: Kit, type: string, next: Continuation): Step {
  const collectors = continuation(false, (from) => childrenStep(kit.model, from, COLLECT));
  return (value, sibling, frame) => {
    const outer = frame.out;
    let level: readonly Item[] = [new Item(value, sibling, type)];
    let count = 0;
    while (level.length > 0) {
      const out: Item[] = [];
      for (const item of level) {
        frame.out = out;
        collectors.enter(item.type)(item.value, item.sibling, frame);
      }
      frame.out = outer;
      if (!spend(frame, out.length)) return 0;
      for (const item of out) count += next.enter(item.type)(item.value, item.sibling, frame);
      if (next.stop && count > 0) return count;
      level = out;
    }
    return count;
  };
}

function resolveStep(kit: Kit, type: string, next: Continuation): Step {
  const step = resourceStep(kit.model, next);
  return (value, _sibling, frame) => {
    const reference = isParent(value) ? value['reference'] : value;
    if (typeof reference !== 'string' || type === NOTHING || !spend(frame, 1)) return 0;
    const target = frame.scope.resolve(reference, frame.scope.resource);
    return target === undefined ? 0 : step(target, undefined, frame);
  };
}

/** The input of iif may be empty: then `$this` is the empty collection in all its arguments. */
function iifStep(kit: Kit, node: CallNode, type: string, next: Continuation): Step {
  const [criterion, otherwise, fallback] = node.args;
  if (criterion === undefined || otherwise === undefined) return NONE;
  const branches = chain(next, (from) => {
    const test = kit.truth(criterion, from);
    const yes = kit.stream(otherwise, from, next);
    const no = fallback === undefined ? NONE : kit.stream(fallback, from, next);
    return (value, sibling, frame) =>
      (test(value, sibling, frame) === true ? yes : no)(value, sibling, frame);
  });
  if (node.of.kind === 'this') return branches.enter(type);
  const input = kit.items(node.of, type);
  return (value, sibling, frame) => {
    const items = input(value, sibling, frame);
    if (items.length > 1) frame.failed = true;
    const item = items[0];
    if (item === undefined) return branches.enter(NOTHING)(null, undefined, frame);
    return branches.enter(item.type)(item.value, item.sibling, frame);
  };
}
