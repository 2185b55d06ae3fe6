import { createReadStream, existsSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { createTypeModel, type TypeModel } from '../../../src/fhir/fhirpath/model.ts';
import { isJsonObject, type JsonObject } from '../../../src/fhir/json/json.ts';
import { toStructureFacts } from '../../../src/fhir/profiles/structure-facts.ts';
import type { StructureFacts } from '../../../src/fhir/validate/facts.ts';

const FOLDER = new URL('../../../../shared/ig/', import.meta.url);

/** True when the packages of the guides are there to read. */
export const hasPackages = existsSync(new URL('hl7.fhir.r4.core-4.0.1-subset.tgz', FOLDER));

/** The JSON files of a package by path, of one resource type or of its examples. */
export async function readPackage(name: string, wanted: RegExp): Promise<Map<string, JsonObject>> {
  const files = new Map<string, JsonObject>();
  const archive = extract();
  createReadStream(new URL(`${name}.tgz`, FOLDER))
    .pipe(createGunzip())
    .pipe(archive);
  for await (const entry of archive) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) {
      if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    }
    if (!wanted.test(entry.header.name)) continue;
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (isJsonObject(parsed)) files.set(entry.header.name, parsed);
  }
  return files;
}

/** The base types of R4 by name, and the model made of them. */
export async function readBaseModel(): Promise<TypeModel> {
  const base = await readPackage(
    'hl7.fhir.r4.core-4.0.1-subset',
    /\/StructureDefinition-[^/]*\.json$/,
  );
  const types = new Map<string, StructureFacts>();
  for (const definition of base.values()) {
    const facts = toStructureFacts(definition);
    if (facts.ok && facts.value.derivation !== 'constraint')
      types.set(facts.value.type, facts.value);
  }
  return createTypeModel((type) => types.get(type));
}

/** A constraint with the type of the elements that it stands on. */
export interface ConstraintSite {
  readonly key: string;
  readonly expression: string;
  readonly type: string;
}

/** Every distinct constraint of a package's snapshots, by expression and context type. */
export function constraintSites(
  definitions: Iterable<JsonObject>,
  model: TypeModel,
): readonly ConstraintSite[] {
  const sites = new Map<string, ConstraintSite>();
  for (const definition of definitions) {
    for (const element of elementsOf(definition)) {
      for (const type of contextTypes(element, model)) {
        for (const { key, expression } of constraintsOf(element)) {
          sites.set(`${type} ${expression}`, { key, expression, type });
        }
      }
    }
  }
  return [...sites.values()];
}

function objects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function elementsOf(definition: JsonObject): readonly JsonObject[] {
  const snapshot = definition.snapshot;
  return isJsonObject(snapshot) ? objects(snapshot.element) : [];
}

function constraintsOf(element: JsonObject): { key: string; expression: string }[] {
  return objects(element.constraint).flatMap(({ key, expression }) =>
    typeof key === 'string' && typeof expression === 'string' ? [{ key, expression }] : [],
  );
}

function contextTypes(element: JsonObject, model: TypeModel): readonly string[] {
  const path = typeof element.path === 'string' ? element.path : '';
  if (!path.includes('.')) return [path];
  return objects(element.type).flatMap(({ code, extension }) => {
    if (typeof code !== 'string') return [];
    if (code.includes('/')) {
      const real = objects(extension).find((one) => String(one.url).endsWith('fhir-type'));
      return [typeof real?.valueUrl === 'string' ? real.valueUrl : 'string'];
    }
    if (code !== 'BackboneElement' && code !== 'Element') return [code];
    return model.children(path).size > 0 ? [path] : [code];
  });
}
