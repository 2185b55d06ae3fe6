import { type Json, JsonDecimal } from '../../json/json.ts';

/** How much of a value a message shows. */
const SHOWN_MAX = 64;

/** A value as a message shows it: never more than 64 characters of it, on one line. */
export function quote(value: Json | undefined): string {
  if (typeof value === 'string') return `'${shorten(value)}'`;
  if (Array.isArray(value)) return 'an array';
  if (value instanceof JsonDecimal) return shorten(value.text);
  if (typeof value === 'object' && value !== null) return 'an object';
  return shorten(String(value));
}

function shorten(text: string): string {
  const line = text.replace(/\p{Cc}/gu, ' ');
  return line.length <= SHOWN_MAX ? line : `${line.slice(0, SHOWN_MAX - 1)}…`;
}
