// Imports the packages of the release trains into profiles/, from a folder of archives:
//   npm run build && node scripts/import-guides.mjs [../shared/ig]
// A `referenced` package keeps what the others reach. Two of them may name each other, so their
// import is repeated until nothing is added.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { profilesImportCommand } from '../dist/cli/commands/profiles-import.js';

const archives = resolve(process.argv[2] ?? '../shared/ig');
const into = resolve('profiles');
const all = [
  'davinci_pas_2.2.1.tgz',
  'us_core_700.tgz',
  'hl7.fhir.us.davinci-hrex-1.2.0.tgz',
  'hl7.fhir.uv.subscriptions-backport.r4-1.1.0.tgz',
  'local.fhir-extension-stubs-0.0.1.tgz',
];
const referenced = [
  'hl7.fhir.us.davinci-cdex-2.1.0.tgz',
  'hl7.fhir.us.davinci-dtr-2.2.0.tgz',
  'hl7.fhir.us.davinci-crd-2.2.1.tgz',
  'hl7.fhir.uv.sdc-4.0.0.tgz',
];

for (const name of importedPackages()) rmSync(join(into, name), { recursive: true });
for (const archive of all) await importOne(archive, {});
let before;
do {
  before = indexes();
  for (const archive of referenced)
    await importOne(archive, { 'referenced-by': importedPackages().join(',') });
} while (indexes() !== before);

async function importOne(archive, options) {
  const code = await profilesImportCommand.run({
    values: { into, ...options },
    positionals: [join(archives, archive)],
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
  });
  if (code !== 0) process.exit(code);
}

function importedPackages() {
  return readdirSync(into).filter((name) => /^[a-z].*#/.test(name));
}

function indexes() {
  return importedPackages()
    .map((name) => readFileSync(join(into, name, 'package.json'), 'utf8'))
    .join('');
}
