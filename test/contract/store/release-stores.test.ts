import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyStore } from '../../../src/adapters/store-documents/verify.ts';
import { openSqliteStore, openSqliteTexts } from '../../../src/adapters/store-sqlite/store.ts';
import { systemDigest } from '../../../src/adapters/system-chance.ts';
import { plainVault } from '../../../src/adapters/vault-plain.ts';
import { verifyAudit } from '../../../src/audit/verify.ts';
import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { startHere } from '../../faults/sqlite.ts';
import { startPayer } from '../../operations/payer.ts';
import { must } from './stores.ts';

/** Goal: what a release has written the next ones read (R12). Method: its committed store. */
const releases = join(import.meta.dirname, 'releases');
const stores = readdirSync(releases).filter((name) => name.endsWith('.db'));

interface Kept {
  readonly name: string;
  readonly id: string;
  readonly response: JsonObject;
}

const onFatal = () => undefined;

function copyOf(name: string) {
  const folder = mkdtempSync(join(tmpdir(), 'assent-release-'));
  const file = join(folder, 'assent.db');
  copyFileSync(join(releases, name), file);
  return { file, remove: () => rmSync(folder, { recursive: true }) };
}

test('there is a store of each release', () => {
  const { version }: { readonly version: string } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
  );
  expect(stores).toContain(`store-${version}.db`);
});

describe.each(stores)('R12: %s', (name) => {
  test('opens whole', async () => {
    const { file, remove } = copyOf(name);
    const start = startHere((database) => database);
    const texts = must(await openSqliteTexts({ file, mode: 'write', onFatal, start }));
    const found = must(await verifyStore(texts, plainVault));
    expect(found.faults).toEqual([]);
    expect(found.bodies).toBeGreaterThan(30);
    await texts.close();
    const store = must(
      await openSqliteStore({ file, mode: 'write', vault: plainVault, onFatal, start }),
    );
    expect(must(await verifyAudit(store, systemDigest)).broken).toBeUndefined();
    await store.close();
    remove();
  });

  test('its cases are answered as they were', async () => {
    const { file, remove } = copyOf(name);
    const payer = await startPayer({ ASSENT_STORE: `sqlite:${file}` });
    const kept: readonly Kept[] = JSON.parse(
      readFileSync(join(releases, name.replace('.db', '.json')), 'utf8'),
    );
    for (const { id, response } of kept) {
      const answer = await payer.get(`/fhir/ClaimResponse/${id}`);
      // The sentence on the whole is made when somebody asks, in the words of the program.
      expect(answer.body.disposition).toMatch(/\w\.$/u);
      const { disposition: _, ...answered } = answer.body;
      const { disposition: __, ...before } = response;
      expect(asText(answered)).toBe(asText(before));
    }
    expect(kept.length).toBeGreaterThan(4);
    await payer.stop();
    remove();
  });

  test('a program that knows less refuses it', async () => {
    const { file, remove } = copyOf(name);
    const start = startHere((database) => database);
    const texts = must(await openSqliteTexts({ file, mode: 'write', onFatal, start }));
    must(await texts.writeMeta('schemaVersion', '999'));
    await texts.close();
    const opened = await openSqliteStore({ file, mode: 'write', vault: plainVault, onFatal });
    expect(opened).toEqual({
      ok: false,
      problem: 'a newer version wrote the store (schema 999; known is 1)',
    });
    remove();
  });
});

/** The server's own address is another one each time. */
function asText(body: unknown): string {
  return JSON.stringify(body).replaceAll(/http:\/\/127\.0\.0\.1:\d+/gu, '');
}
