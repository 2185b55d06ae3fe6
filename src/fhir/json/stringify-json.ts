import { type Json, type JsonArray, JsonBulk, JsonDecimal, type JsonObject } from './json.ts';

/** How JSON is written. */
export interface JsonStyle {
  /** Two spaces of indentation for each level, one member or item a line. */
  readonly pretty?: boolean;
}

/**
 * The JSON text of a value, kept numbers with the digits that were read: reading it gives the value
 * back. Nesting has no limit. A number that JSON can't write (NaN, Infinity) becomes null, as with
 * `JSON.stringify`.
 */
export function stringifyJson(value: Json, style: JsonStyle = {}): string {
  const indent = style.pretty === true ? '  ' : '';
  return isNative(value) ? JSON.stringify(value, null, indent) : write(value, indent);
}

/** Deeper values would exhaust the stack of the native writer. */
const NATIVE_DEPTH_MAX = 200;

/** True when `JSON.stringify` writes every number of the value as it is meant. */
function isNative(value: Json, depth = 0): boolean {
  if (typeof value === 'number') return !Object.is(value, -0);
  if (typeof value !== 'object' || value === null) return true;
  if (value instanceof JsonDecimal || value instanceof JsonBulk) return false;
  if (depth === NATIVE_DEPTH_MAX) return false;
  if (isItems(value)) return value.every((item) => isNative(item, depth + 1));
  for (const name in value) {
    const member = value[name];
    if (member !== undefined && !isNative(member, depth + 1)) return false;
  }
  return true;
}

/** An object or array that is being written. */
interface Open {
  readonly names: readonly string[] | undefined;
  readonly items: readonly Json[];
  next: number;
}

function write(root: Json, indent: string): string {
  const open: Open[] = [];
  let text = begin(root, open);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const item = top.items[top.next];
    if (item === undefined) {
      open.pop();
      if (top.next > 0) text += newLine(indent, open.length);
      text += top.names === undefined ? ']' : '}';
      continue;
    }
    if (top.next > 0) text += ',';
    text += newLine(indent, open.length);
    const name = top.names?.[top.next];
    if (name !== undefined) text += `${JSON.stringify(name)}:${indent === '' ? '' : ' '}`;
    top.next++;
    text += begin(item, open);
  }
  return text;
}

/** Text of a scalar, or the bracket that opens a container, which is then pushed. */
function begin(value: Json, open: Open[]): string {
  if (value instanceof JsonDecimal || value instanceof JsonBulk) return value.text;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isItems(value)) {
    open.push({ names: undefined, items: value, next: 0 });
    return '[';
  }
  const names: string[] = [];
  const items: Json[] = [];
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    names.push(name);
    items.push(member);
  }
  open.push({ names, items, next: 0 });
  return '{';
}

function newLine(indent: string, depth: number): string {
  return indent === '' ? '' : `\n${indent.repeat(depth)}`;
}

function isItems(value: JsonArray | JsonObject): value is JsonArray {
  return Array.isArray(value);
}
