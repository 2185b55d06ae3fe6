import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadSqlite } from '../../src/adapters/store-sqlite/seam.ts';
import { isJsonArray, isJsonObject, type JsonObject } from '../../src/fhir/json/json.ts';
import { type Reply, scenario, startPayer } from './payer.ts';

/**
 * Goal: a case that is larger than may be kept is refused before anything of it is; one that was
 * kept when more was allowed is named, and opened nowhere.
 * Method: the same file under a small limit and under the limit by default.
 */
const folder = mkdtempSync(join(tmpdir(), 'assent-case-'));
const file = join(folder, 'assent.db');
afterAll(() => rmSync(folder, { recursive: true }));

const store = { ASSENT_STORE: `sqlite:${file}` };
const small = { ...store, ASSENT_CASE_BYTES_MAX: '65536' };
const told = new RegExp(
  '^The case is larger than may be kept or read: the case has \\d+ bytes; 65536 are allowed; ' +
    'the limit is ASSENT_CASE_BYTES_MAX\\. To mend it: ',
  'u',
);

/** The demo's request with many lines, each with what its decision rests on. */
function manyLines(count: number): string {
  const bundle: JsonObject = JSON.parse(scenario('home-oxygen-approved'));
  const [first, ...rest] = isJsonArray(bundle.entry) ? bundle.entry : [];
  const { resource: claim } = isJsonObject(first) ? first : {};
  const [line] = isJsonObject(claim) && isJsonArray(claim.item) ? claim.item : [];
  if (!isJsonObject(first) || !isJsonObject(claim) || !isJsonObject(line)) throw new Error('none');
  const item = Array.from({ length: count }, (_, index) => ({ ...line, sequence: index + 1 }));
  return JSON.stringify({
    ...bundle,
    entry: [{ ...first, resource: { ...claim, item } }, ...rest],
  });
}

async function counts(): Promise<readonly number[]> {
  const database = (await loadSqlite())(file);
  const tables = ['reviewCase', 'submission', 'ledger', 'blob', 'blobChunk'];
  const found = tables.map((table) =>
    Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n),
  );
  database.close();
  return found;
}

function textOf({ body }: Reply): string {
  const [issue] = isJsonArray(body.issue) ? body.issue : [];
  const { details } = isJsonObject(issue) ? issue : {};
  return String(isJsonObject(details) ? details.text : '');
}

const submit = '/fhir/Claim/$submit';

test('what is larger is refused, and nothing of it is kept', async () => {
  const payer = await startPayer(small);
  const reply = await payer.post(submit, manyLines(20));
  expect([reply.status, reply.body.resourceType]).toEqual([422, 'OperationOutcome']);
  expect(textOf(reply)).toMatch(told);
  expect(await counts()).toEqual([0, 0, 0, 0, 0]);
  expect((await payer.post(submit, scenario('home-oxygen-approved'))).status).toBe(200);
  await payer.stop();
});

test('what was kept when more was allowed is named to its sender, whatever they ask', async () => {
  const before = await startPayer(store);
  const { status, body } = await before.post(submit, manyLines(20));
  expect(status).toBe(200);
  const [id = ''] = /ClaimResponse\/[0-9A-Z]{26}/u.exec(JSON.stringify(body)) ?? [];
  await before.stop();
  const payer = await startPayer(small);
  const claim = id.replace('Response', '');
  const asked = [id, claim, `${claim}/$validate`].map((path) => payer.get(`/fhir/${path}`));
  for (const reply of [...(await Promise.all(asked)), await payer.post(submit, manyLines(20))]) {
    expect(reply.status).toBe(422);
    expect(textOf(reply)).toMatch(told);
  }
  await payer.stop();
});
