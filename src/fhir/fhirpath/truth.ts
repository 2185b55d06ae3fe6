import type { BinaryNode, CallNode, Expression, TypeNode } from './ast.ts';
import { collectionTruth } from './collection-truths.ts';
import { type Continuation, continuation, type Kit, ONE, type Truth } from './frame.ts';
import { formOf, usesIndex } from './functions.ts';
import { compareTruth, equalityTruth, membershipTruth } from './relations.ts';
import { singleOf } from './single.ts';
import { textTruth } from './text-truths.ts';
import { isOfType } from './types.ts';

const EXISTS: Continuation = { stop: true, enter: () => ONE };

/** Compiles a node to one boolean; undefined is the empty collection. */
export function compileTruth(kit: Kit, node: Expression, type: string): Truth {
  switch (node.kind) {
    case 'literal':
      if (typeof node.value === 'boolean') {
        const { value } = node;
        return () => value;
      }
      break;
    case 'type':
      if (node.operator === 'is') return typeTruth(kit, node, type);
      break;
    case 'binary':
      if (formOf(node) === 'truth') return binaryTruth(kit, node, type);
      break;
    case 'call':
      if (formOf(node) === 'truth') return callTruth(kit, node, type);
      break;
    default:
  }
  return singletonTruth(kit, node, type);
}

/** One item that is no boolean counts as true, as FHIRPath's singleton evaluation says. */
function singletonTruth(kit: Kit, node: Expression, type: string): Truth {
  const single = singleOf(kit, node, type, 'raw');
  return (value, sibling, frame) => {
    const result = single(value, sibling, frame);
    return typeof result === 'boolean' || result === undefined ? result : true;
  };
}

function binaryTruth(kit: Kit, node: BinaryNode, type: string): Truth {
  const { operator } = node;
  switch (operator) {
    case 'and':
    case 'or':
    case 'xor':
    case 'implies':
      return LOGIC[operator](kit.truth(node.left, type), kit.truth(node.right, type));
    case 'in':
      return membershipTruth(kit, [node.left, node.right], type);
    case 'contains':
      return membershipTruth(kit, [node.right, node.left], type);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compareTruth(kit, node, type);
    default:
      return equalityTruth(kit, node, type);
  }
}

/** Three-valued, and the right side is left out where the left one decides. */
const LOGIC: Readonly<Record<'and' | 'or' | 'xor' | 'implies', (a: Truth, b: Truth) => Truth>> = {
  and: (a, b) => (value, sibling, frame) => {
    const left = a(value, sibling, frame);
    if (left === false) return false;
    const right = b(value, sibling, frame);
    return left === true || right === false ? right : undefined;
  },
  or: (a, b) => (value, sibling, frame) => {
    const left = a(value, sibling, frame);
    if (left === true) return true;
    const right = b(value, sibling, frame);
    return left === false || right === true ? right : undefined;
  },
  xor: (a, b) => (value, sibling, frame) => {
    const left = a(value, sibling, frame);
    const right = b(value, sibling, frame);
    return left === undefined || right === undefined ? undefined : left !== right;
  },
  implies: (a, b) => (value, sibling, frame) => {
    const left = a(value, sibling, frame);
    if (left === false) return true;
    const right = b(value, sibling, frame);
    return left === true || right === true ? right : undefined;
  },
};

function typeTruth(kit: Kit, node: TypeNode, type: string): Truth {
  const { model } = kit;
  if (node.of.kind === 'this') {
    const known = isOfType(model, type, node.type);
    return () => known;
  }
  const matching = continuation(false, (from) => {
    const matches = isOfType(model, from, node.type);
    return (_value, _sibling, frame) => {
      frame.kept = matches;
      return 1;
    };
  });
  const run = kit.stream(node.of, type, matching);
  return (value, sibling, frame) => {
    const outer = frame.kept;
    const count = run(value, sibling, frame);
    const matches = frame.kept === true;
    frame.kept = outer;
    if (count > 1) frame.failed = true;
    return count === 1 ? matches : undefined;
  };
}

function callTruth(kit: Kit, node: CallNode, type: string): Truth {
  switch (node.name) {
    case 'exists': {
      const run = kit.stream(node.of, type, EXISTS);
      return (value, sibling, frame) => run(value, sibling, frame) > 0;
    }
    case 'empty': {
      const run = kit.stream(node.of, type, EXISTS);
      return (value, sibling, frame) => run(value, sibling, frame) === 0;
    }
    case 'not': {
      const truth = kit.truth(node.of, type);
      return (value, sibling, frame) => {
        const result = truth(value, sibling, frame);
        return result === undefined ? undefined : !result;
      };
    }
    case 'all':
      return allTruth(kit, node, type);
    case 'htmlChecks':
      return () => true;
    default:
      return textTruth(kit, node, type) ?? collectionTruth(kit, node, type);
  }
}

/** True when no item is found whose criterion is not true. */
function allTruth(kit: Kit, node: CallNode, type: string): Truth {
  const criterion = node.args[0] ?? node.of;
  if (usesIndex(criterion)) return indexedAll(kit, node.of, criterion, type);
  const broken: Continuation = continuation(true, (from) => {
    const holds = kit.truth(criterion, from);
    return (value, sibling, frame) => (holds(value, sibling, frame) === true ? 0 : 1);
  });
  const run = kit.stream(node.of, type, broken);
  return (value, sibling, frame) => run(value, sibling, frame) === 0;
}

function indexedAll(kit: Kit, of: Expression, criterion: Expression, type: string): Truth {
  const items = kit.items(of, type);
  const truths = new Map<string, Truth>();
  return (value, sibling, frame) => {
    const outer = frame.index;
    const all = items(value, sibling, frame).every((item, index) => {
      const truth = truths.get(item.type) ?? kit.truth(criterion, item.type);
      truths.set(item.type, truth);
      frame.index = index;
      return truth(item.value, item.sibling, frame) === true;
    });
    frame.index = outer;
    return all;
  };
}
