import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openFactFiles } from '../../adapters/fact-files.ts';
import { writeFactFolder } from '../../adapters/fact-folders.ts';
import { readPackageArchive } from '../../adapters/package-archive.ts';
import type { FactFolder } from '../../fhir/profiles/fact-folder.ts';
import { importPackage } from '../../fhir/profiles/import-package.ts';
import { namedCanonicals } from '../../fhir/profiles/referenced-canonicals.ts';
import { fail, ok, type Result } from '../../result.ts';
import { type Command, type CommandContext, complain, type ExitCode } from '../command.ts';
import { readableCause } from './validate-files.ts';

/** The command that takes a guide's package and keeps its constraints as facts. */
export const profilesImportCommand: Command = {
  name: 'profiles import',
  summary: 'Keep the constraints of a FHIR package as facts, for validation.',
  usage: '[options] PACKAGE.tgz',
  options: {
    into: { summary: 'The folder of the packages', value: 'FOLDER', preset: 'profiles' },
    'referenced-by': {
      summary: 'Keep only what these imported packages reach, as name#version,…',
      value: 'PACKAGES',
    },
  },
  notes: ['Writes FOLDER/<name>#<version>/; the same package always gives the same bytes.'],
  run: runImport,
};

async function runImport(context: CommandContext): Promise<ExitCode> {
  const [archive, ...others] = context.positionals;
  if (archive === undefined || others.length > 0)
    return complain(context, 'profiles import: name one package; see: assent help profiles import');
  const into = String(context.values.into);
  const imported = await importArchive(archive, into, context.values['referenced-by']);
  if (!imported.ok) return complain(context, `profiles import: ${archive}: ${imported.problem}`);
  const { packageId, files } = imported.value;
  context.stdout.write(
    `${join(into, packageId)}: ${files.size} ${files.size === 1 ? 'file' : 'files'}\n`,
  );
  return 0;
}

async function importArchive(archive: string, into: string, referencedBy: unknown) {
  const bytes = await readArchive(archive);
  if (!bytes.ok) return bytes;
  const content = await readPackageArchive(bytes.value);
  if (!content.ok) return content;
  const roots =
    typeof referencedBy === 'string' ? rootsOf(into, referencedBy.split(',')) : ok(undefined);
  if (!roots.ok) return roots;
  const folder = importPackage(content.value, roots.value);
  return folder.ok ? write(into, folder.value) : folder;
}

function write(into: string, folder: FactFolder): Result<FactFolder, string> {
  try {
    writeFactFolder(into, folder);
    return ok(folder);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

async function readArchive(path: string): Promise<Result<Uint8Array, string>> {
  const limit = 64 * 1024 * 1024;
  try {
    const found = statSync(path);
    if (found.isDirectory()) return fail('it is a folder');
    if (found.size > limit) return fail(`is larger than ${limit} bytes`);
    return ok(await readFile(path));
  } catch (error) {
    return fail(readableCause(error));
  }
}

/** Every canonical that the facts of these packages name. */
function rootsOf(into: string, packages: readonly string[]): Result<ReadonlySet<string>, string> {
  const missing = packages.find((id) => !existsSync(join(into, id, 'package.json')));
  if (missing !== undefined) return fail(`${missing} is not imported in ${into}`);
  const source = openFactFiles([into], packages);
  const roots = new Set<string>();
  for (const { name, version, canonicals } of source.packages) {
    for (const { file } of Object.values(canonicals)) {
      const facts = source.read(`${name}#${version}`, file);
      if (facts === undefined || facts.resourceType === 'SearchParameter') continue;
      for (const canonical of namedCanonicals(facts)) roots.add(canonical);
    }
  }
  return ok(roots);
}
