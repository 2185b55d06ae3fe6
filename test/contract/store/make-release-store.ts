import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonFile } from '../../../src/adapters/demo-files.ts';
import { backUpSqlite } from '../../../src/adapters/store-sqlite/backup.ts';
import { scenario, startPayer } from '../../operations/payer.ts';
import { must } from './stores.ts';

/**
 * Writes the store of this release, to be kept: `tsx test/contract/store/make-release-store.ts`.
 * The demo payer with a case of each scenario, and beside it what has to be found in it.
 */
const { version } = readJsonFile<{ readonly version: string }>('package.json');
const folder = join(import.meta.dirname, 'releases');
const scenarios = [
  'home-oxygen-approved',
  'home-oxygen-information',
  'home-oxygen-clinical-review',
  'not-required',
  'unknown-member',
];
const payer = await startPayer();
const found: unknown[] = [];
for (const name of scenarios) {
  const { body } = await payer.post('/fhir/Claim/$submit', scenario(name));
  const id = /\/ClaimResponse\/([0-9A-Z]{26})"/.exec(JSON.stringify(body))?.[1];
  const answer = await payer.get(`/fhir/ClaimResponse/${id}`);
  found.push({ name, id, response: answer.body });
}
mkdirSync(folder, { recursive: true });
rmSync(join(folder, `store-${version}.db`), { force: true });
must(await backUpSqlite(payer.file, join(folder, `store-${version}.db`)));
writeFileSync(join(folder, `store-${version}.json`), `${JSON.stringify(found, null, 1)}\n`);
await payer.stop();
