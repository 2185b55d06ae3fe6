/** A set of code points: ranges in order, without overlap. */
export type CharSet = readonly (readonly [from: number, to: number])[];

const LAST = 0x10ffff;

/** Every code point. */
export const ANY: CharSet = [[0, LAST]];

const DIGIT: CharSet = [[0x30, 0x39]];
const WORD: CharSet = union([
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]);
const SPACE: CharSet = union([
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]);

/** The sets that a letter behind a backslash stands for. */
export const CLASSES: Readonly<Record<string, CharSet>> = {
  d: DIGIT,
  D: complement(DIGIT),
  s: SPACE,
  S: complement(SPACE),
  w: WORD,
  W: complement(WORD),
};

/** The set of the given ranges, which may come in any order and overlap. */
export function union(ranges: CharSet): CharSet {
  const result: [number, number][] = [];
  for (const [from, to] of ranges.toSorted((left, right) => left[0] - right[0])) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** All that a set doesn't have. */
export function complement(set: CharSet): CharSet {
  const result: [number, number][] = [];
  let next = 0;
  for (const [from, to] of set) {
    if (from > next) result.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= LAST) result.push([next, LAST]);
  return result;
}

/** True when two sets have a code point in common. */
export function intersects(left: CharSet, right: CharSet): boolean {
  return left.some(([from, to]) => right.some(([low, high]) => from <= high && low <= to));
}
