import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import type { PlanParts } from '../plan/parts.ts';
import { quote } from '../plan/quote.ts';
import type { Finding } from '../plan/state.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import { wrongProfileType } from './findings-references.ts';
import { typeOf } from './task.ts';

/** The profiles that a resource claims, and what is wrong with the claims. */
export interface ClaimedProfiles {
  readonly roots: readonly ElementNode[];
  /** By index in meta.profile. */
  readonly findings: readonly (readonly [number, Finding])[];
}

const ABSOLUTE = /^(?:[a-z][a-z0-9+.-]*:|#)/i;
const NO_PROFILES: ClaimedProfiles = { roots: [], findings: [] };

/** Reads meta.profile. */
export function profileRoots(resource: JsonObject, parts: PlanParts): ClaimedProfiles {
  const { meta } = resource;
  if (!isJsonObject(meta) || !isJsonArray(meta.profile)) return NO_PROFILES;
  const roots: ElementNode[] = [];
  const findings: (readonly [number, Finding])[] = [];
  const type = typeOf(resource);
  meta.profile.forEach((canonical, index) => {
    if (typeof canonical !== 'string') return;
    const root = parts.snapshots.root(canonical, parts.registry.firstPackage);
    if (root === undefined) {
      const versions = parts.registry.versions(canonical);
      // That a canonical has to be absolute is its type's to say.
      if (ABSOLUTE.test(canonical)) findings.push([index, unknownProfile(canonical, versions)]);
    } else if (root.structure.facts.type !== type) {
      const wanted = root.structure.facts.type;
      findings.push([index, wrongProfileType(canonical, wanted, type)]);
    } else roots.push(root);
  });
  return { roots, findings };
}

function unknownProfile(canonical: string, versions: readonly string[]): Finding {
  const [url = '', version = ''] = canonical.split('|');
  const isOther = versions.length > 0;
  const what = isOther
    ? `version ${quote(version)} of the profile ${quote(url)}`
    : `the profile ${quote(canonical)}`;
  return {
    severity: 'warning',
    code: 'not-found',
    rule: 'Meta.profile/known',
    message: `${what} is not loaded: the resource is not validated by it`,
    mend: isOther
      ? `name a version that is loaded (${versions.join(', ')})`
      : 'check the URL, or leave it out',
    isOfValue: true,
  };
}

/** The type of the first profile that a resource claims and that is here. */
export function claimedType(value: Json, parts: PlanParts): string | undefined {
  const meta = isJsonObject(value) ? value.meta : undefined;
  const claimed = isJsonObject(meta) && isJsonArray(meta.profile) ? meta.profile : [];
  const [first] = claimed.filter((one) => typeof one === 'string');
  if (first === undefined) return undefined;
  return parts.snapshots.root(first, parts.registry.firstPackage)?.structure.facts.type;
}

/** True when a profile is another one or is derived from it. */
export function derivesFrom(root: ElementNode, other: ElementNode, parts: PlanParts): boolean {
  if (root === other) return true;
  const { facts, packageId } = root.structure;
  const base = facts.base === undefined ? undefined : parts.snapshots.root(facts.base, packageId);
  return base !== undefined && derivesFrom(base, other, parts);
}
