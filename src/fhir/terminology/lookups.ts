import type { CanonicalFacts } from '../validate/facts.ts';
import type { CodeSystem } from './code-system.ts';

/** Finds a canonical's facts as seen from a package (`name#version`). */
export type CanonicalLookup = (
  canonical: string,
  fromPackage: string,
) => { readonly facts: CanonicalFacts; readonly packageId: string } | undefined;

/** Finds a code system: the operator's list, a public rule or list, or a package's definition. */
export type SystemLookup = (system: string, fromPackage: string) => CodeSystem | undefined;

/** A canonical's URL without its version. */
export function withoutVersion(canonical: string): string {
  const bar = canonical.indexOf('|');
  return bar < 0 ? canonical : canonical.slice(0, bar);
}
