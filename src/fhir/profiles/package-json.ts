import { fail, ok, type Result } from '../../result.ts';
import { isJsonObject, type JsonObject } from '../json/json.ts';
import { JSON_LIMITS, type JsonLimits } from '../json/json-finding.ts';
import { readJson } from '../json/read-json.ts';

/** Whoever runs the program chooses its packages, and code systems have many concepts. */
const PACKAGE_LIMITS: JsonLimits = {
  ...JSON_LIMITS,
  itemsMax: 1_000_000,
  valuesMax: 10_000_000,
  charactersMax: JSON_LIMITS.bytesMax,
};

/** The object in one JSON file of a package; what a reader could take for two things is refused. */
export function readPackageJson(bytes: Uint8Array): Result<JsonObject, string> {
  const { value, findings } = readJson(bytes, PACKAGE_LIMITS);
  const error = findings.find(({ severity }) => severity === 'error');
  if (error !== undefined) return fail(`is not valid JSON: line ${error.line}: ${error.message}`);
  return isJsonObject(value) ? ok(value) : fail('is not a JSON object');
}
