import { fail, ok, type Result } from '../../result.ts';
import { isJsonObject, type JsonObject } from '../json/json.ts';
import { readJson } from '../json/read-json.ts';

/** The object in one JSON file of a package; what a reader could take for two things is refused. */
export function readPackageJson(bytes: Uint8Array): Result<JsonObject, string> {
  const { value, findings } = readJson(bytes);
  const error = findings.find(({ severity }) => severity === 'error');
  if (error !== undefined) return fail(`is not valid JSON: line ${error.line}: ${error.message}`);
  return isJsonObject(value) ? ok(value) : fail('is not a JSON object');
}
