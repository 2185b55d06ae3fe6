import { fail, ok, type Result } from '../../result.ts';
import { diagnoseJson } from './diagnose-json.ts';
import type { Json } from './json.ts';
import {
  JSON_LIMITS,
  type JsonFinding,
  type JsonFindingCode,
  type JsonLimits,
  mendOf,
} from './json-finding.ts';
import { isPrototypeKey } from './prototype-key.ts';
import { scanJson } from './scan.ts';
import { hasByteOrderMark, textOf } from './utf8.ts';

/** What was read: the value, unless its text can't be trusted, and everything that is odd. */
export interface JsonReading {
  readonly value?: Json;
  readonly findings: readonly JsonFinding[];
  /** True when nothing is odd and `JSON.parse` alone gives this value: `readPlainJson` may then. */
  readonly isPlain?: true;
}

/** With these findings a value still can be given, so that the rest of it can be judged too. */
const READABLE: ReadonlySet<JsonFindingCode> = new Set([
  'bom',
  'duplicate-key',
  'lone-surrogate',
  'prototype-key',
]);

/**
 * Reads a JSON document within limits: every finding has its place, numbers keep their text, and
 * what can't be read exactly is not read at all. Of a name that stands twice the last value counts;
 * members named after an object's prototype are left out. Both are errors.
 */
export function readJson(bytes: Uint8Array, limits: JsonLimits = JSON_LIMITS): JsonReading {
  if (bytes.length > limits.bytesMax) return { findings: [tooLarge(bytes.length, limits)] };
  const marked = hasByteOrderMark(bytes);
  const text = textOf(marked ? bytes.subarray(3) : bytes);
  if (text === undefined) return { findings: diagnoseJson(bytes, limits) };
  const { suspicious, kept, entries } = scanJson(text, limits);
  const findings = suspicious || marked ? diagnoseJson(bytes, limits, { entries, text }) : [];
  if (!findings.every((finding) => READABLE.has(finding.code))) return { findings };
  const parsed = parse(text, findings);
  if (!parsed.ok) return { findings: diagnoseJson(bytes, limits) };
  if (kept !== undefined) return { value: kept.putInto(parsed.value), findings };
  const { value } = parsed;
  return findings.length === 0 ? { value, findings, isPlain: true } : { value, findings };
}

/** The value of bytes that {@link readJson} has called plain; undefined of what is no JSON. */
export function readPlainJson(bytes: Uint8Array): Json | undefined {
  const text = textOf(bytes);
  const parsed = text === undefined ? undefined : parse(text, []);
  return parsed?.ok === true ? parsed.value : undefined;
}

function parse(text: string, findings: readonly JsonFinding[]): Result<Json, 'syntax'> {
  try {
    if (findings.some((finding) => finding.code === 'prototype-key')) {
      return ok(JSON.parse(text, withoutPrototypeKey));
    }
    return ok(JSON.parse(text));
  } catch {
    return fail('syntax');
  }
}

function withoutPrototypeKey(name: string, value: unknown): unknown {
  return isPrototypeKey(name) ? undefined : value;
}

function tooLarge(length: number, limits: JsonLimits): JsonFinding {
  return {
    code: 'size',
    severity: 'error',
    expression: '$',
    offset: limits.bytesMax,
    line: 1,
    column: 1,
    message: `The document has ${length} bytes; ${limits.bytesMax} are allowed`,
    mend: mendOf('size', limits),
  };
}
