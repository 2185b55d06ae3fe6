import { isJsonArray, JsonBulk, JsonDecimal } from '../json/json.ts';
import { type Frame, spend } from './frame.ts';
import { compareMoments, Moment } from './moment.ts';
import { converted, type Item, isObject, Measure, type Value } from './value.ts';

const STEP = 1e-8;
const DEPTH_MAX = 100;

/** `=` of two collections; undefined when one is empty, or dates are not comparable. */
export function equalCollections(
  left: readonly Item[],
  right: readonly Item[],
  frame: Frame,
): boolean | undefined {
  if (left.length === 0 || right.length === 0) return undefined;
  if (left.length !== right.length) return false;
  const [a, b] = [left[0], right[0]];
  if (left.length === 1 && a !== undefined && b !== undefined) return equalItems(a, b, frame);
  return left.every((item, index) => {
    const other = right[index];
    return other !== undefined && equalItems(item, other, frame) === true;
  });
}

/** `=` of two items: elements of the instance are equal only with equal ids and extensions. */
export function equalItems(left: Item, right: Item, frame: Frame): boolean | undefined {
  const equal = equalValues(
    converted(left.value, left.type),
    converted(right.value, right.type),
    frame,
  );
  if (equal !== true || left.sibling === right.sibling) return equal;
  if (left.type.startsWith('System.') || right.type.startsWith('System.')) return true;
  return sameJson(left.sibling ?? null, right.sibling ?? null, frame, 0);
}

/** `=` of two converted values. */
export function equalValues(a: Value, b: Value, frame: Frame): boolean | undefined {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if (a instanceof Moment || b instanceof Moment) {
    if (!(a instanceof Moment && b instanceof Moment)) return false;
    if ((a.kind === 'Time') !== (b.kind === 'Time')) return false;
    const order = compareMoments(a, b);
    return order === undefined ? undefined : order === 0;
  }
  if (a instanceof Measure || b instanceof Measure) return equalMeasures(a, b, frame);
  return sameJson(a, b, frame, 0);
}

/** `~`: strings without regard to case and white space, dates only at the same precision. */
export function equivalentItems(left: Item, right: Item, frame: Frame): boolean {
  const a = converted(left.value, left.type);
  const b = converted(right.value, right.type);
  if (typeof a === 'string' && typeof b === 'string') return folded(a) === folded(b);
  if (a instanceof Moment && b instanceof Moment && a.precision !== b.precision) return false;
  return equalValues(a, b, frame) === true;
}

/** Numbers are equal when they are the same to eight decimals. */
function equalNumbers(a: number, b: number): boolean {
  return a === b || Math.round(a / STEP) === Math.round(b / STEP);
}

/** The items without those that equal an earlier one. */
export function distinctItems(items: readonly Item[], frame: Frame): readonly Item[] {
  if (items.length < 2) return items;
  const buckets = new Map<number | string, Item[]>();
  const distinct: Item[] = [];
  for (const item of items) {
    if (addDistinct(item, buckets, frame)) distinct.push(item);
  }
  return distinct;
}

/** Adds an item to the buckets of distinct ones; false when an equal one is there already. */
export function addDistinct(
  item: Item,
  buckets: Map<number | string, Item[]>,
  frame: Frame,
): boolean {
  const key = keyOf(converted(item.value, item.type), frame, 0);
  const bucket = buckets.get(key);
  if (bucket === undefined) {
    buckets.set(key, [item]);
    return true;
  }
  if (!spend(frame, bucket.length)) return false;
  if (bucket.some((other) => equalItems(other, item, frame) === true)) return false;
  bucket.push(item);
  return true;
}

function equalMeasures(a: Value, b: Value, frame: Frame): boolean | undefined {
  const left = typeof a === 'number' ? new Measure(a, '1') : a;
  const right = typeof b === 'number' ? new Measure(b, '1') : b;
  if (!(left instanceof Measure && right instanceof Measure)) return false;
  if (left.unit === right.unit) return equalNumbers(left.amount, right.amount);
  frame.failed = true;
  return undefined;
}

function sameJson(a: Value, b: Value, frame: Frame, depth: number): boolean {
  if (a === b) return true;
  if (a instanceof JsonDecimal) return sameJson(Number(a.text), b, frame, depth);
  if (b instanceof JsonDecimal) return sameJson(a, Number(b.text), frame, depth);
  if (typeof a === 'number' && typeof b === 'number') return equalNumbers(a, b);
  if (a instanceof JsonBulk && b instanceof JsonBulk) return a.digest === b.digest;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (depth > DEPTH_MAX || !spend(frame, 1)) {
    frame.failed = true;
    return false;
  }
  if (isJsonArray(a)) {
    if (!isJsonArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => sameJson(item, b[index] ?? null, frame, depth + 1));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => {
    const other = Object.hasOwn(b, key) ? b[key] : undefined;
    return other !== undefined && sameJson(a[key] ?? null, other, frame, depth + 1);
  });
}

/** A key that equal values share; different ones may share it too. */
function keyOf(value: Value, frame: Frame, depth: number): number | string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Math.round(value / STEP);
  if (value instanceof JsonDecimal) return Math.round(Number(value.text) / STEP);
  if (value instanceof JsonBulk) return value.digest;
  if (typeof value === 'boolean') return value ? 1 : 2;
  if (value === null || value instanceof Moment || value instanceof Measure) return 3;
  if (depth > DEPTH_MAX || !spend(frame, 1)) return 4;
  if (isJsonArray(value)) {
    let hash = 5;
    for (const item of value) hash = mixed(hash, keyOf(item, frame, depth + 1));
    return hash;
  }
  let hash = 6;
  for (const key of Object.keys(value)) {
    hash = (hash + mixed(mixed(7, key), keyOf(value[key] ?? null, frame, depth + 1))) | 0;
  }
  return hash;
}

function mixed(hash: number, key: number | string): number {
  if (typeof key === 'number') return (Math.imul(hash, 31) + key) | 0;
  let mix = hash;
  const length = Math.min(key.length, 256);
  for (let at = 0; at < length; at += 1) mix = (Math.imul(mix, 31) + key.charCodeAt(at)) | 0;
  return mix;
}

function folded(text: string): string {
  return text.toUpperCase().replace(/\p{White_Space}/gu, ' ');
}
