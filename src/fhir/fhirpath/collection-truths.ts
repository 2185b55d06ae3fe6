import type { Json } from '../json/json.ts';
import type { CallNode } from './ast.ts';
import { distinctItems } from './equality.ts';
import type { Frame, Kit, Truth } from './frame.ts';
import { contains } from './lists.ts';
import { Moment } from './moment.ts';
import type { Item, Value } from './value.ts';
import { Measure, systemType } from './value.ts';

/** Tests that look at a whole collection. */
export function collectionTruth(kit: Kit, node: CallNode, type: string): Truth {
  if (node.name === 'hasValue') return hasValueTruth(kit, node, type);
  if (node.name === 'memberOf') return memberOfTruth(kit, node, type);
  const items = kit.items(node.of, type);
  const argument = node.args[0];
  const other = argument === undefined ? undefined : kit.items(argument, type);
  const test = TESTS[node.name];
  return (value, sibling, frame) => {
    const one = items(value, sibling, frame);
    const two = other === undefined ? [] : other(value, sibling, frame);
    return test === undefined ? undefined : test(one, two, frame);
  };
}

type Test = (items: readonly Item[], other: readonly Item[], frame: Frame) => boolean;

const TESTS: Readonly<Record<string, Test>> = {
  isDistinct: (items, _other, frame) => distinctItems(items, frame).length === items.length,
  allTrue: (items, _other, frame) => booleans(items, frame).every((one) => one),
  anyTrue: (items, _other, frame) => booleans(items, frame).some((one) => one),
  allFalse: (items, _other, frame) => booleans(items, frame).every((one) => !one),
  anyFalse: (items, _other, frame) => booleans(items, frame).some((one) => !one),
  subsetOf: (items, other, frame) => isSubset(items, other, frame),
  supersetOf: (items, other, frame) => isSubset(other, items, frame),
};

function booleans(items: readonly Item[], frame: Frame): readonly boolean[] {
  if (items.some((item) => typeof item.value !== 'boolean')) frame.failed = true;
  return items.map((item) => item.value === true);
}

function isSubset(items: readonly Item[], of: readonly Item[], frame: Frame): boolean {
  return items.every((item) => contains(of, item, frame));
}

/** One item with a primitive value; a primitive with only extensions has none. */
function hasValueTruth(kit: Kit, node: CallNode, type: string): Truth {
  if (node.of.kind === 'this') return (value) => value !== null && isPlain(value);
  const items = kit.items(node.of, type);
  return (value, sibling, frame) => {
    const all = items(value, sibling, frame);
    const only = all.length === 1 ? all[0] : undefined;
    return only !== undefined && only.value !== null && isPlain(only.value);
  };
}

function isPlain(value: Value): boolean {
  return typeof value !== 'object' || systemType(value) === 'System.Decimal';
}

/** Not decided where the scope knows no terminology, or not this value set. */
function memberOfTruth(kit: Kit, node: CallNode, type: string): Truth {
  const items = kit.items(node.of, type);
  const url = node.args[0]?.kind === 'literal' ? String(node.args[0].value) : '';
  return (value, sibling, frame) => {
    const all = items(value, sibling, frame);
    const only = all.length === 1 ? all[0] : undefined;
    if (only === undefined) return undefined;
    const coded = jsonOf(only.value);
    const member = coded === undefined ? undefined : frame.scope.memberOf?.(url, coded);
    if (member === undefined) frame.failed = true;
    return member;
  };
}

function jsonOf(value: Value): Json | undefined {
  return value instanceof Moment || value instanceof Measure ? undefined : value;
}
