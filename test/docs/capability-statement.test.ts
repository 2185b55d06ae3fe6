import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { isJsonObject, type JsonObject } from '../../src/fhir/json/json.ts';
import type { Validator } from '../../src/fhir/validate/validator.ts';
import { openValidator } from '../../src/wire.ts';
import { payerForTests } from '../operations/payer-for-tests.ts';

/** Goal: the statement that is committed is the one that the server gives, and is valid. */
const file = join(import.meta.dirname, '../../capability-statement/assent.json');
const payer = payerForTests({ ASSENT_PUBLIC_URL: 'http://127.0.0.1:8080' });
let validator: Validator;
let given: JsonObject;
beforeAll(async () => {
  validator = await openValidator('2.2');
  given = (await payer.get('/fhir/metadata')).body;
  if (process.env.UPDATE_GOLDEN === '1') {
    writeFileSync(file, `${JSON.stringify(given, undefined, 2)}\n`);
  }
}, 60_000);

describe('the statement of what this server can do', () => {
  test('capability-statement/assent.json is fresh', () => {
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(given);
  });

  test('it has no errors and no warnings', () => {
    const { issues } = validator.validate(given);
    // R4 allows the short name 'json' here; the value set of media types does not hold it.
    expect(issues).toEqual([]);
  });

  test('conf-1: each operation and interaction that it names is there', async () => {
    const text = JSON.stringify(given);
    expect(text).not.toContain('"instantiates"');
    for (const [path, types] of Object.entries(offered(given))) {
      for (const type of types) {
        const address = `/fhir${type === '' ? '' : `/${type}`}/${path}`;
        const { status } = await payer.post(address, '');
        expect([address, status]).toEqual([address, 400]);
      }
    }
  });
});

/** The names of operations, each with the types that it is offered for; '' for the system. */
function offered(statement: JsonObject): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {};
  const [rest] = Array.isArray(statement.rest) ? statement.rest.filter(isJsonObject) : [];
  const resources = Array.isArray(rest?.resource) ? rest.resource.filter(isJsonObject) : [];
  for (const { type = '', operation } of [{ operation: rest?.operation }, ...resources]) {
    const named = Array.isArray(operation) ? operation.filter(isJsonObject) : [];
    for (const { name } of named) {
      const types = found[`$${String(name)}`] ?? [];
      types.push(String(type));
      found[`$${String(name)}`] = types;
    }
  }
  return found;
}
