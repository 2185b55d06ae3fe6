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
    if (root === undefined || isOtherVersion(canonical, root, type)) {
      // That a canonical has to be absolute is its type's to say.
      if (ABSOLUTE.test(canonical)) findings.push([index, unknownProfile(canonical)]);
    } else if (root.structure.facts.type !== type) {
      const wanted = root.structure.facts.type;
      findings.push([index, wrongProfileType(canonical, wanted, type)]);
    } else roots.push(root);
  });
  return { roots, findings };
}

/** Of a version that is not here nothing is known, not even that it is for the same type. */
function isOtherVersion(canonical: string, { structure }: ElementNode, type: string): boolean {
  const [, version] = canonical.split('|');
  const { facts, packageId } = structure;
  return facts.type !== type && version !== undefined && !packageId.endsWith(`#${version}`);
}

function unknownProfile(canonical: string): Finding {
  return {
    severity: 'warning',
    code: 'not-found',
    rule: 'Meta.profile/known',
    message: `the profile ${quote(canonical)} is not loaded: the resource is not judged by it`,
    mend: 'check the URL, or leave it out',
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
