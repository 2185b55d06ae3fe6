import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../src/fhir/json/json.ts';

/**
 * What has to come out of a row.
 * `approved`: each line A1, with the very service, quantity and period that were asked.
 * `notRequired`: each line NA. `pended`: each line A4. `error`: ClaimResponse.error and no line.
 * `refused`: 4xx with an OperationOutcome. `stopped`: pended, error or refused, as the edge has it.
 * `once`: of all that was sent, one line is approved and no second one (what was sent first, is).
 * `spared`: the line that was attacked is A4, the honest one beside it A1 or A4.
 * `unclaimed`: any decision, in words that don't repeat what `unsaid` has.
 */
export const verdicts: readonly string[] = [
  ...['approved', 'notRequired', 'pended', 'error', 'refused', 'stopped'],
  ...['once', 'spared', 'unclaimed'],
];

/** A patch of a request: parts by name, then what is removed, set, added, and done to the text. */
export interface Patch {
  /** Patches of `table/parts.json` that come first. */
  readonly parts: readonly string[];
  readonly drop: readonly string[];
  readonly set: JsonObject;
  /** Items for the end of the array at a path. */
  readonly add: JsonObject;
  /** JSON text for the value at a path, as it is: for what `set` can't say. */
  readonly raw: JsonObject;
  /** Entries for the end of the bundle, by the name that paths call their resources. */
  readonly entries: JsonObject;
  /** Replacements in the text, each of which has to find its text; some are repeated. */
  readonly text: readonly (readonly [string, string])[];
}

/** One row: what is sent, and what has to come out. */
export interface Row {
  readonly kind: string;
  readonly name: string;
  readonly must: string;
  /** The rule by which the outcome is right where one may argue. */
  readonly why: string;
  /** The scenario from which it starts: unsaid, that of the approval with its first line. */
  readonly start: string;
  /** How many lines of the scenario are kept. */
  readonly lines: number;
  readonly patch: Patch;
  /** What the sandbox enrolls first: our own records of a member. */
  readonly enroll: Patch | undefined;
  /** What is sent before, of which the first has to be approved. */
  readonly before: readonly Patch[];
  readonly headers: Readonly<Record<string, string>>;
  /** What stands behind the address of the operation. */
  readonly query: string;
  /** The payer without sandbox: a final case is not decided anew there. */
  readonly plain: boolean;
  /** X12 901 code that an error has to carry; none: any. */
  readonly code: string;
  /** What the words of the answer must not have. */
  readonly unsaid: string;
}

const fields = new Set([
  ...['name', 'must', 'why', 'start', 'lines', 'before', 'headers', 'query', 'plain', 'code'],
  ...['unsaid', 'parts', 'drop', 'set', 'add', 'raw', 'entries', 'text', 'enroll'],
]);
const folder = join(import.meta.dirname, 'table');

function strings(value: Json | undefined): readonly string[] {
  return isJsonArray(value) ? value.map(String) : [];
}

function object(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The patch that a row of a table or a part writes. */
export function readPatch(row: JsonObject): Patch {
  const pairs = isJsonArray(row.text) ? row.text.filter(isJsonArray) : [];
  return {
    parts: strings(row.parts),
    drop: strings(row.drop),
    set: object(row.set),
    add: object(row.add),
    raw: object(row.raw),
    entries: object(row.entries),
    text: pairs.map(([from, to, times]) => [String(from), String(to).repeat(Number(times ?? 1))]),
  };
}

function readRow(kind: string, line: string): Row {
  const row: unknown = JSON.parse(line);
  if (!isJsonObject(row)) throw new Error(`${kind}: no object: ${line}`);
  const odd = Object.keys(row).filter((name) => !fields.has(name));
  if (odd.length > 0) throw new Error(`${kind}: ${row.name}: unknown: ${odd.join(', ')}`);
  const before = isJsonArray(row.before) ? row.before.filter(isJsonObject) : [];
  const headers = Object.entries(object(row.headers)).map(([name, value]) => [name, String(value)]);
  return {
    kind,
    name: String(row.name),
    must: String(row.must),
    why: String(row.why ?? ''),
    start: String(row.start ?? 'home-oxygen-approved'),
    lines: Number(row.lines ?? 1),
    patch: readPatch(row),
    enroll: isJsonObject(row.enroll) ? readPatch(row.enroll) : undefined,
    before: before.map(readPatch),
    headers: Object.fromEntries(headers),
    query: String(row.query ?? ''),
    plain: row.plain === true,
    code: String(row.code ?? ''),
    unsaid: String(row.unsaid ?? ''),
  };
}

/** All rows, by the file that they stand in. */
export function readRows(): readonly Row[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  return files.toSorted().flatMap((file) => {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => readRow(file.replace('.jsonl', ''), line));
  });
}

/** The parts that several rows share, by name. */
export function readParts(): ReadonlyMap<string, Patch> {
  const parts: unknown = JSON.parse(readFileSync(join(folder, 'parts.json'), 'utf8'));
  if (!isJsonObject(parts)) throw new Error('no parts');
  return new Map(Object.entries(parts).map(([name, part]) => [name, readPatch(object(part))]));
}
