import type { Random } from '../conformance/mutants/random.ts';
import { isTreeObject, type Tree, type TreeObject } from '../conformance/mutants/tree.ts';

/** A place in a tree: a member of an object or an item of an array. */
export interface Spot {
  readonly get: () => Tree;
  readonly set: (value: Tree) => void;
  readonly remove: () => void;
  /** Puts a copy beside it. */
  readonly repeat: () => void;
}

/** Values of every JSON type, with the edges of their kind. */
const FOREIGN: readonly Tree[] = [
  ...[null, true, false, 0, -1, 1.5, 1e300, 2 ** 53, '', ' ', 'x', '#', '2020-02-30', 'a/b', '%'],
  ...['urn:uuid:', 'http://', '\u0000', '\ud800', 'Patient/1', '#x', '__proto__', '1'.repeat(500)],
];

const NAMES: readonly string[] = [
  ...['id', 'extension', 'value', 'url', 'resourceType', 'reference', 'coding', 'code', 'entry'],
  ...[
    'resource',
    'meta',
    'contained',
    '_status',
    'constructor',
    'toString',
    'valueOf',
    'item',
    'profile',
    '',
  ],
];

/** Changes a tree at some random places: deletes, repeats, swaps, retypes, renames, moves. */
export function mutateTree(root: TreeObject, random: Random): void {
  for (let changes = 1 + random.below(4); changes > 0; changes -= 1) {
    const spots = spotsOf(root);
    const spot = random.pick(spots);
    const other = random.pick(spots);
    if (spot !== undefined && other !== undefined) change(spot, other, random);
  }
}

function change(spot: Spot, other: Spot, random: Random): void {
  switch (random.below(8)) {
    case 0:
      spot.remove();
      break;
    case 1:
      spot.repeat();
      break;
    case 2: {
      const value = structuredClone(spot.get());
      spot.set(structuredClone(other.get()));
      other.set(value);
      break;
    }
    case 3:
      spot.set(structuredClone(other.get()));
      break;
    case 4:
      spot.set(random.pick(FOREIGN) ?? null);
      break;
    case 5:
      spot.set([spot.get()]);
      break;
    case 6:
      spot.set({ [random.pick(NAMES) ?? 'id']: spot.get() });
      break;
    default:
      addMember(spot.get(), structuredClone(other.get()), random);
  }
}

function addMember(owner: Tree, value: Tree, random: Random): void {
  if (isTreeObject(owner)) owner[random.pick(NAMES) ?? 'id'] = value;
  else if (Array.isArray(owner)) owner.splice(random.below(owner.length + 1), 0, value);
}

/** Every place in a tree. */
export function spotsOf(root: TreeObject): readonly Spot[] {
  const spots: Spot[] = [];
  const open: Tree[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const found = Array.isArray(node) ? itemSpots(node) : isTreeObject(node) ? members(node) : [];
    for (const spot of found) {
      spots.push(spot);
      open.push(spot.get());
    }
  }
  return spots;
}

function itemSpots(list: Tree[]): readonly Spot[] {
  return list.map((_, at) => ({
    get: () => list[at] ?? null,
    set: (value) => {
      list[at] = value;
    },
    remove: () => {
      list.splice(at, 1);
    },
    repeat: () => {
      list.splice(at, 0, structuredClone(list[at] ?? null));
    },
  }));
}

function members(owner: TreeObject): readonly Spot[] {
  return Object.keys(owner).map((name) => ({
    get: () => owner[name] ?? null,
    set: (value) => {
      owner[name] = value;
    },
    remove: () => {
      delete owner[name];
    },
    repeat: () => {
      owner[`_${name}`] = structuredClone(owner[name] ?? null);
    },
  }));
}
