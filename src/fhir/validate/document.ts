import { isJsonObject, type JsonObject } from '../json/json.ts';
import type { JsonFinding, JsonLimits } from '../json/json-finding.ts';
import { readJson, readPlainJson } from '../json/read-json.ts';
import type { Issue } from './issue.ts';

/** A document as it was read: the resource, unless its text can't be trusted, and its faults. */
export interface ReadDocument {
  readonly resource?: JsonObject;
  readonly faults: readonly Issue[];
  /** True when {@link readPlainDocument} gives the same resource. */
  readonly isPlain?: true;
}

/** Reads the bytes of one resource; what is odd about the text counts among the issues. */
export function readDocument(bytes: Uint8Array, limits?: JsonLimits): ReadDocument {
  const { value, findings, isPlain } = readJson(bytes, limits);
  const faults = findings.map(toIssue);
  if (value === undefined) return { faults };
  if (!isJsonObject(value)) return { faults: [...faults, notAnObject] };
  return isPlain === true ? { resource: value, faults, isPlain } : { resource: value, faults };
}

/** The resource of bytes that were read before and were plain: without a look for what is odd. */
export function readPlainDocument(bytes: Uint8Array): JsonObject | undefined {
  const value = readPlainJson(bytes);
  return isJsonObject(value) ? value : undefined;
}

function toIssue(finding: JsonFinding): Issue {
  const { severity, expression, message, mend, code, line, column } = finding;
  const place = `line ${line}, column ${column}`;
  return {
    severity,
    code: 'structure',
    expression,
    rule: `json/${code}`,
    message: `${message} (${place})`,
    mend,
  };
}

const notAnObject: Issue = {
  severity: 'error',
  code: 'structure',
  expression: '$',
  rule: 'json/object',
  message: 'the document is not a JSON object',
  mend: 'send one resource: an object with a resourceType',
};
