import { JsonDecimal } from '../json/json.ts';
import type { BinaryNode, Expression } from './ast.ts';
import { equalCollections, equalValues, equivalentItems } from './equality.ts';
import type { Frame, Kit, Truth } from './frame.ts';
import { formOf } from './functions.ts';
import { contains } from './lists.ts';
import { compareMoments, Moment, momentOf } from './moment.ts';
import { keptOf, MANY, singleOf, textMember } from './single.ts';
import { isParent, Measure, type Value } from './value.ts';

/** `=`, `!=`, `~` and `!~`. */
export function equalityTruth(kit: Kit, node: BinaryNode, type: string): Truth {
  const { operator } = node;
  if (operator === '~' || operator === '!~') return equivalenceTruth(kit, node, type);
  const equal = equalTruth(kit, node, type);
  if (operator === '=') return equal;
  return (value, sibling, frame) => {
    const result = equal(value, sibling, frame);
    return result === undefined ? undefined : !result;
  };
}

function equalTruth(kit: Kit, node: BinaryNode, type: string): Truth {
  const { left, right } = node;
  if (formOf(left) === 'truth' && formOf(right) === 'truth') {
    const [a, b] = [kit.truth(left, type), kit.truth(right, type)];
    return (value, sibling, frame) => {
      const one = a(value, sibling, frame);
      const other = b(value, sibling, frame);
      return one === undefined || other === undefined ? undefined : one === other;
    };
  }
  if (right.kind === 'literal') return literalTruth(kit, left, right.value, type);
  if (left.kind === 'literal') return literalTruth(kit, right, left.value, type);
  const [a, b] = [kit.items(left, type), kit.items(right, type)];
  return (value, sibling, frame) =>
    equalCollections(a(value, sibling, frame), b(value, sibling, frame), frame);
}

function literalTruth(kit: Kit, node: Expression, literal: Value, type: string): Truth {
  const kept = keptOf(kit, node, type, { as: 'converted', many: 'marker' });
  if (typeof literal !== 'string' || momentOf(literal) !== undefined) {
    return (value, sibling, frame) => {
      const one = kept(value, sibling, frame);
      if (one === undefined) return undefined;
      return one === MANY ? false : equalValues(one, literal, frame);
    };
  }
  const key = textMember(kit, node, type);
  if (key === undefined) {
    return (value, sibling, frame) => {
      const one = kept(value, sibling, frame);
      return one === undefined ? undefined : one === literal;
    };
  }
  return (value, sibling, frame) => {
    const text = isParent(value) ? value[key] : undefined;
    if (typeof text === 'string') return text === literal;
    const one = kept(value, sibling, frame);
    return one === undefined ? undefined : one === literal;
  };
}

function equivalenceTruth(kit: Kit, node: BinaryNode, type: string): Truth {
  const [a, b] = [kit.items(node.left, type), kit.items(node.right, type)];
  const wanted = node.operator === '~';
  return (value, sibling, frame) => {
    const left = a(value, sibling, frame);
    const right = b(value, sibling, frame);
    const same =
      left.length === right.length &&
      left.every((item, index) => {
        const other = right[index];
        return other !== undefined && equivalentItems(item, other, frame);
      });
    return same === wanted;
  };
}

/** `<`, `<=`, `>` and `>=`; values that can't be ordered are an error. */
export function compareTruth(kit: Kit, node: BinaryNode, type: string): Truth {
  const a = singleOf(kit, node.left, type, 'converted');
  const b = singleOf(kit, node.right, type, 'converted');
  const { operator } = node;
  return (value, sibling, frame) => {
    const left = a(value, sibling, frame);
    const right = b(value, sibling, frame);
    if (left === undefined || right === undefined) return undefined;
    const order = orderOf(left, right, frame);
    if (order === undefined) return undefined;
    switch (operator) {
      case '<':
        return order < 0;
      case '<=':
        return order <= 0;
      case '>':
        return order > 0;
      default:
        return order >= 0;
    }
  };
}

function orderOf(left: Value, right: Value, frame: Frame): number | undefined {
  const a = comparable(left);
  const b = comparable(right);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a === b ? 0 : a < b ? -1 : 1;
  if (a instanceof Moment && b instanceof Moment && (a.kind === 'Time') === (b.kind === 'Time')) {
    return compareMoments(a, b);
  }
  const one = typeof a === 'number' ? new Measure(a, '1') : a;
  const other = typeof b === 'number' ? new Measure(b, '1') : b;
  if (one instanceof Measure && other instanceof Measure && one.unit === other.unit) {
    return one.amount - other.amount;
  }
  frame.failed = true;
  return undefined;
}

function comparable(value: Value): Value {
  return value instanceof JsonDecimal ? Number(value.text) : value;
}

/** `in`, and `contains` the other way round. */
export function membershipTruth(
  kit: Kit,
  nodes: readonly [Expression, Expression],
  type: string,
): Truth {
  const texts = literalTexts(nodes[1]);
  if (texts !== undefined) {
    const single = singleOf(kit, nodes[0], type, 'converted');
    return (value, sibling, frame) => {
      const one = single(value, sibling, frame);
      return one === undefined ? undefined : typeof one === 'string' && texts.has(one);
    };
  }
  const wanted = kit.items(nodes[0], type);
  const items = kit.items(nodes[1], type);
  return (value, sibling, frame) => {
    const ones = wanted(value, sibling, frame);
    if (ones.length > 1) frame.failed = true;
    const one = ones[0];
    if (one === undefined || frame.failed) return undefined;
    return contains(items(value, sibling, frame), one, frame);
  };
}

function literalTexts(node: Expression): ReadonlySet<string> | undefined {
  if (node.kind === 'literal' && typeof node.value === 'string') return new Set([node.value]);
  if (node.kind !== 'binary' || node.operator !== '|') return undefined;
  const [left, right] = [literalTexts(node.left), literalTexts(node.right)];
  return left && right && new Set([...left, ...right]);
}
