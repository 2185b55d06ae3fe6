import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CanonicalEntry,
  CanonicalFacts,
  ConstraintCorrection,
  FactSource,
  PackageFacts,
  VersionStandIn,
} from '../fhir/validate/facts.ts';

/**
 * The facts of the packages in these roots, in order of precedence. Only the index of each package
 * is read now; a canonical's file is read when it is asked for, and kept.
 *
 * Problems: throws when a package is in none of the roots, or its index is not readable.
 */
export function openFactFiles(roots: readonly string[], packages: readonly string[]): FactSource {
  const opened = packages.map((id) => openPackage(roots, id));
  const byId = new Map(opened.map((one) => [`${one.facts.name}#${one.facts.version}`, one]));
  const errata = new Map(readRows(roots, 'contexts.json', isErratum).map((row) => [row.url, row]));
  return {
    packages: opened.map(({ facts }) => facts),
    corrections: readRows(roots, 'constraints.json', isCorrection),
    standIns: readRows(roots, 'versions.json', isStandIn),
    read: (packageId, file) => {
      const facts = byId.get(packageId)?.read(file);
      const erratum = facts === undefined ? undefined : errata.get(facts.url);
      return facts === undefined || erratum === undefined ? facts : amended(facts, erratum);
    },
  };
}

/** The ids of the packages of a release train, first the ones that win. */
export function readTrain(profilesRoot: string, train: string): readonly string[] {
  const trains = readObject(join(profilesRoot, 'trains.json'));
  const rows = Object.hasOwn(trains, train) ? trains[train] : undefined;
  if (!Array.isArray(rows)) throw new Error(`there is no release train "${train}"`);
  return rows.map((row: unknown) => {
    const id = isObject(row) ? row.package : undefined;
    if (typeof id !== 'string') throw new Error(`train "${train}" has a row without a package`);
    return id;
  });
}

function readRows<Row>(
  roots: readonly string[],
  name: string,
  isRow: (row: unknown) => row is Row,
): readonly Row[] {
  const files = roots.map((root) => join(root, 'overrides', name));
  return files
    .filter((file) => existsSync(file))
    .flatMap((file) => {
      const rows: unknown = JSON.parse(readFileSync(file, 'utf8'));
      if (!Array.isArray(rows) || !rows.every(isRow)) {
        throw new Error(`${file} is not a list of rows with a reason each`);
      }
      return rows;
    });
}

function isCorrection(row: unknown): row is ConstraintCorrection {
  return hasTexts(row, ['key', 'expression', 'correction', 'reason']);
}

function isStandIn(row: unknown): row is VersionStandIn {
  return hasTexts(row, ['canonical', 'by', 'reason']);
}

/** Where an extension may stand besides what its definition says, or whose rule is no rule. */
interface ContextErratum {
  readonly url: string;
  readonly also?: readonly string[];
  readonly withoutInvariants?: boolean;
}

function isErratum(row: unknown): row is ContextErratum {
  return hasTexts(row, ['url', 'reason']);
}

function amended(facts: CanonicalFacts, { also = [], ...row }: ContextErratum): CanonicalFacts {
  if (facts.resourceType !== 'StructureDefinition') return facts;
  const more = also.map((expression) => ({ type: 'element', expression }) as const);
  const { contextInvariants = [] } = facts;
  return {
    ...facts,
    contexts: [...(facts.contexts ?? []), ...more],
    contextInvariants: row.withoutInvariants === true ? [] : contextInvariants,
  };
}

function hasTexts(row: unknown, names: readonly string[]): boolean {
  return isObject(row) && names.every((name) => typeof row[name] === 'string');
}

interface OpenPackage {
  readonly facts: PackageFacts;
  read(file: string): CanonicalFacts | undefined;
}

function openPackage(roots: readonly string[], id: string): OpenPackage {
  const folder = roots.map((root) => join(root, id)).find((path) => existsSync(path));
  if (folder === undefined) throw new Error(`package ${id} is not in ${roots.join(' or ')}`);
  const facts: unknown = readObject(join(folder, 'package.json'));
  if (!isPackageFacts(facts)) throw new Error(`${id}/package.json is not an index of facts`);
  const texts = new Map<string, Readonly<Record<string, unknown>>>();
  const known = new Set(Object.values(facts.canonicals).map((entry) => entry.file));
  const readOnce = (path: string) => {
    const cached = texts.get(path) ?? readObject(join(folder, path));
    texts.set(path, cached);
    return cached;
  };
  return {
    facts,
    read(file) {
      if (!known.has(file)) return undefined;
      const [path = '', part] = file.split('#');
      const content = readOnce(path);
      const canonical: unknown = part === undefined ? content : content[part];
      return isCanonicalFacts(canonical) ? canonical : undefined;
    },
  };
}

function readObject(path: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isObject(value)) throw new Error(`${path} holds no JSON object`);
  return value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPackageFacts(value: unknown): value is PackageFacts {
  return (
    isObject(value) &&
    typeof value.name === 'string' &&
    typeof value.version === 'string' &&
    isObject(value.canonicals) &&
    Object.values(value.canonicals).every(isEntry)
  );
}

function isEntry(value: unknown): value is CanonicalEntry {
  return isObject(value) && typeof value.file === 'string' && isCanonicalFacts(value);
}

/** The importer wrote the rest, and a test walks every committed file. */
function isCanonicalFacts(value: unknown): value is CanonicalFacts {
  return isObject(value) && typeof value.resourceType === 'string';
}
