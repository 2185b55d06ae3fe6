import { fail, ok, type Result } from '../../result.ts';
import type { JsonObject } from '../json/json.ts';
import { type NamedFacts, toCanonicalFacts } from './canonical-facts.ts';
import { type FactFolder, layOutFacts } from './fact-folder.ts';
import { objectOf, textOf } from './json-members.ts';
import { readPackageJson } from './package-json.ts';
import { keepReferenced } from './referenced-canonicals.ts';

/** The files of a FHIR package by their paths (`package/package.json` …) and its digest. */
export interface PackageContent {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly sha256: string;
}

const CANONICAL_FILE = /^package\/[^/.][^/]*\.json$/;
const NAME = /^[a-z0-9][a-z0-9.-]{0,99}$/;
const VERSION = /^[0-9][0-9A-Za-z.-]{0,49}$/;

/**
 * The facts of a FHIR package: of all its canonicals, or of those that `referencedBy` reaches.
 * Only files directly under `package/` count; examples and other folders are no constraints.
 */
export function importPackage(
  content: PackageContent,
  referencedBy?: ReadonlySet<string>,
): Result<FactFolder, string> {
  const manifestBytes = content.files.get('package/package.json');
  if (manifestBytes === undefined) return fail('package/package.json is missing');
  const manifest = readPackageJson(manifestBytes);
  if (!manifest.ok) return fail(`package/package.json ${manifest.problem}`);
  const name = textOf(manifest.value, 'name') ?? '';
  const version = textOf(manifest.value, 'version') ?? '';
  if (!NAME.test(name)) return fail('package/package.json has no usable name');
  if (!VERSION.test(version)) return fail('package/package.json has no usable version');
  const named = translateFiles(content.files);
  if (!named.ok) return named;
  const kept = referencedBy === undefined ? named.value : keepReferenced(named.value, referencedBy);
  const head = {
    name,
    version,
    origin: textOf(manifest.value, 'url') ?? textOf(manifest.value, 'canonical') ?? name,
    sha256: content.sha256,
    scope: referencedBy === undefined ? ('all' as const) : ('referenced' as const),
    dependencies: toDependencies(manifest.value),
  };
  return layOutFacts(head, kept);
}

function translateFiles(
  files: ReadonlyMap<string, Uint8Array>,
): Result<readonly NamedFacts[], string> {
  const named: NamedFacts[] = [];
  for (const [path, bytes] of [...files].sort(([left], [right]) => (left < right ? -1 : 1))) {
    if (!CANONICAL_FILE.test(path) || path === 'package/package.json') continue;
    const resource = readPackageJson(bytes);
    if (!resource.ok) return fail(`${path} ${resource.problem}`);
    const facts = toCanonicalFacts(resource.value);
    if (!facts.ok) return fail(`${path}: ${facts.problem}`);
    if (facts.value !== undefined) named.push(facts.value);
  }
  return ok(named);
}

function toDependencies(manifest: JsonObject): Readonly<Record<string, string>> {
  const dependencies = objectOf(manifest, 'dependencies') ?? {};
  const versions: [string, string][] = [];
  for (const name of Object.keys(dependencies).sort()) {
    const version = textOf(dependencies, name);
    if (version !== undefined) versions.push([name, version]);
  }
  return Object.fromEntries(versions);
}
