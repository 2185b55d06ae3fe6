import type { CanonicalFacts, FactSource, PackageFacts, StructureFacts } from './facts.ts';

/** A canonical's facts and the package (`name#version`) they come from. */
export interface Resolved<Facts extends CanonicalFacts = CanonicalFacts> {
  readonly facts: Facts;
  readonly packageId: string;
}

/**
 * Finds canonicals: first in the closure of the package that names them, then in train order. A
 * version names that version: where it is not here, nothing is found, never another one.
 */
export interface Registry {
  /** Shape: `url` or `url|version`, named by a package (`name#version`) -> facts. */
  resolve(canonical: string, fromPackage: string): Resolved | undefined;
  /** Like `resolve`, for structure definitions only. */
  structure(canonical: string, fromPackage: string): Resolved<StructureFacts> | undefined;
  /** The versions of a canonical that are here, whichever one it names. */
  versions(canonical: string): readonly string[];
  /** The package that comes first in the train. */
  readonly firstPackage: string;
}

/** The canonical of a base R4 type: `Patient` gives its StructureDefinition's URL. */
export function typeCanonical(type: string): string {
  return `http://hl7.org/fhir/StructureDefinition/${type}`;
}

/** A canonical's URL without its version or fragment. */
export function canonicalUrl(canonical: string): string {
  const end = canonical.search(/[|#]/);
  return end < 0 ? canonical : canonical.slice(0, end);
}

/** True when a canonical names its definition by URL alone or with the version that it has. */
export function isExactName(canonical: string, { url, version }: CanonicalFacts): boolean {
  return canonical === url || canonical === `${url}|${version}`;
}

function versionOf(canonical: string): string | undefined {
  const bar = canonical.indexOf('|');
  if (bar < 0) return undefined;
  const [version] = canonical.slice(bar + 1).split('#');
  return version;
}

/** Makes the registry of a train's packages. */
export function createRegistry(source: FactSource): Registry {
  const places = indexPlaces(source);
  const order = new Map<string, readonly string[]>();
  const cache = new Map<string, Resolved>();
  const standIns = new Map(source.standIns.map(({ canonical, by }) => [canonical, by]));

  const precedence = (fromPackage: string): readonly string[] => {
    const known = order.get(fromPackage);
    if (known !== undefined) return known;
    const made = packageOrder(source.packages, fromPackage);
    order.set(fromPackage, made);
    return made;
  };

  const find = (named: string, fromPackage: string): Place | undefined => {
    const canonical = standIns.get(named) ?? named;
    const candidates = places.get(canonicalUrl(canonical)) ?? [];
    const version = versionOf(canonical);
    const fitting =
      version === undefined ? candidates : candidates.filter((place) => place.version === version);
    return firstBy(fitting, precedence(fromPackage));
  };

  const resolve = (canonical: string, fromPackage: string): Resolved | undefined => {
    const key = `${fromPackage} ${canonical}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    const place = find(canonical, fromPackage);
    const facts = place === undefined ? undefined : source.read(place.packageId, place.file);
    if (place === undefined || facts === undefined) return undefined;
    const found = { facts, packageId: place.packageId };
    // Clients name versions and fragments without end: only names that are exact are kept.
    if (isExactName(canonical, facts)) cache.set(key, found);
    return found;
  };

  return {
    resolve,
    structure(canonical, fromPackage) {
      const found = resolve(canonical, fromPackage);
      if (found?.facts.resourceType !== 'StructureDefinition') return undefined;
      return { facts: found.facts, packageId: found.packageId };
    },
    versions: (canonical) =>
      (places.get(canonicalUrl(canonical)) ?? []).flatMap(({ version }) => version ?? []),
    firstPackage: packageId(source.packages[0]),
  };
}

interface Place {
  readonly packageId: string;
  readonly file: string;
  readonly version: string | undefined;
}

function packageId(facts: PackageFacts | undefined): string {
  return facts === undefined ? '' : `${facts.name}#${facts.version}`;
}

function indexPlaces(source: FactSource): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  for (const facts of source.packages) {
    for (const [url, entry] of Object.entries(facts.canonicals)) {
      const place = { packageId: packageId(facts), file: entry.file, version: entry.version };
      const list = places.get(url);
      if (list === undefined) places.set(url, [place]);
      else list.push(place);
    }
  }
  return places;
}

/** Package ids in the order in which `fromPackage` looks: itself, its dependencies, the rest. */
function packageOrder(packages: readonly PackageFacts[], fromPackage: string): readonly string[] {
  const byId = new Map(packages.map((facts) => [packageId(facts), facts]));
  const found = new Set<string>();
  const queue = [fromPackage];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const facts = byId.get(id);
    if (facts === undefined || found.has(id)) continue;
    found.add(id);
    for (const [name, version] of Object.entries(facts.dependencies)) {
      // `hl7.fhir.us.core.v311` is an alias of `hl7.fhir.us.core` at another version.
      queue.push(`${name.replace(/\.v\d+$/, '')}#${version}`);
    }
  }
  for (const facts of packages) found.add(packageId(facts));
  return [...found];
}

function firstBy(places: readonly Place[], order: readonly string[]): Place | undefined {
  let best: Place | undefined;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const place of places) {
    const rank = order.indexOf(place.packageId);
    if (best === undefined || rank < bestRank) {
      best = place;
      bestRank = rank;
    }
  }
  return best;
}
