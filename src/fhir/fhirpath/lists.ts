import type { Expression } from './ast.ts';
import { addDistinct, distinctItems, equalItems } from './equality.ts';
import { type Frame, type Gather, type Kit, spend } from './frame.ts';
import { Item, systemType, type Value } from './value.ts';

type ListFunction = (
  items: readonly Item[],
  other: readonly Item[],
  frame: Frame,
) => readonly Item[];

/** Compiles a node whose result needs the whole collection at once. */
export function compileList(kit: Kit, node: Expression, type: string): Gather {
  if (node.kind === 'binary') return twoLists(kit, [node.left, node.right], type, union);
  if (node.kind === 'indexer') return indexed(kit, node, type);
  if (node.kind !== 'call') return () => [];
  const argument = node.args[0];
  if (node.name === 'repeat' && argument !== undefined)
    return repeated(kit, node.of, argument, type);
  if (node.name === 'split' || node.name === 'toChars')
    return splitText(kit, node.of, argument, type);
  const list = LISTS[node.name];
  if (list === undefined) return () => [];
  return twoLists(kit, [node.of, argument ?? { kind: 'empty' }], type, list);
}

const LISTS: Readonly<Record<string, ListFunction>> = {
  first: (items) => items.slice(0, 1),
  last: (items) => items.slice(-1),
  tail: (items) => items.slice(1),
  single(items, _other, frame) {
    if (items.length > 1) frame.failed = true;
    return items;
  },
  skip: (items, other) => items.slice(Math.max(0, countOf(other))),
  take: (items, other) => items.slice(0, Math.max(0, countOf(other))),
  distinct: (items, _other, frame) => distinctItems(items, frame),
  union,
  combine: (items, other) => [...items, ...other],
  intersect: (items, other, frame) =>
    distinctItems(items, frame).filter((item) => contains(other, item, frame)),
  exclude: (items, other, frame) => items.filter((item) => !contains(other, item, frame)),
};

/** True when a collection holds an item equal to another. */
export function contains(items: readonly Item[], wanted: Item, frame: Frame): boolean {
  if (!spend(frame, items.length)) return false;
  return items.some((item) => equalItems(item, wanted, frame) === true);
}

function union(items: readonly Item[], other: readonly Item[], frame: Frame): readonly Item[] {
  return distinctItems([...items, ...other], frame);
}

function countOf(items: readonly Item[]): number {
  const count = items[0]?.value;
  return typeof count === 'number' ? count : 0;
}

function twoLists(
  kit: Kit,
  nodes: readonly [Expression, Expression],
  type: string,
  list: ListFunction,
): Gather {
  const items = kit.items(nodes[0], type);
  const other = kit.items(nodes[1], type);
  return (value, sibling, frame) =>
    list(items(value, sibling, frame), other(value, sibling, frame), frame);
}

function indexed(
  kit: Kit,
  node: { readonly of: Expression; readonly index: Expression },
  type: string,
): Gather {
  const items = kit.items(node.of, type);
  const index = kit.single(node.index, type);
  return (value, sibling, frame) => {
    const at = index(value, sibling, frame);
    const item = typeof at === 'number' ? items(value, sibling, frame)[at] : undefined;
    return item === undefined ? [] : [item];
  };
}

function repeated(kit: Kit, of: Expression, step: Expression, type: string): Gather {
  const start = kit.items(of, type);
  const gathers = new Map<string, Gather>();
  const gatherOf = (from: string): Gather => {
    const gather = gathers.get(from) ?? kit.items(step, from);
    gathers.set(from, gather);
    return gather;
  };
  return (value, sibling, frame) => {
    const found: Item[] = [];
    const buckets = new Map<number | string, Item[]>();
    let level = start(value, sibling, frame);
    while (level.length > 0 && spend(frame, level.length)) {
      const fresh: Item[] = [];
      for (const item of level) {
        for (const one of gatherOf(item.type)(item.value, item.sibling, frame)) {
          if (addDistinct(one, buckets, frame)) fresh.push(one);
        }
      }
      for (const one of fresh) found.push(one);
      level = fresh;
    }
    return found;
  };
}

function splitText(
  kit: Kit,
  of: Expression,
  separator: Expression | undefined,
  type: string,
): Gather {
  const text = kit.single(of, type);
  const by = separator === undefined ? undefined : kit.single(separator, type);
  return (value, sibling, frame) => {
    const whole = text(value, sibling, frame);
    const mark = by === undefined ? '' : by(value, sibling, frame);
    if (typeof whole !== 'string' || typeof mark !== 'string' || whole === '') return [];
    if (!spend(frame, whole.length)) return [];
    return whole.split(mark).map((part: Value) => new Item(part, undefined, systemType(part)));
  };
}
