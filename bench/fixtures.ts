import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isJsonObject, type JsonObject } from '../src/fhir/json/json.ts';
import { readJson } from '../src/fhir/json/read-json.ts';
import { project } from '../test/conformance/hostile/project.ts';

/** The official examples of PAS without narratives, by name. */
export function readFixtures(): ReadonlyMap<string, JsonObject> {
  const folder = join(project, 'test/conformance/fixtures/pas-2.2.1');
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  const found = new Map<string, JsonObject>();
  for (const file of files.sort()) {
    const { value } = readJson(readFileSync(join(folder, file)));
    if (isJsonObject(value)) found.set(basename(file, '.json'), value);
  }
  return found;
}
