import type { CanonicalFacts } from '../validate/facts.ts';
import { type CodeSystem, createCodeSystem } from './code-system.ts';
import { type CanonicalLookup, type SystemLookup, withoutVersion } from './lookups.ts';
import { RULE_SYSTEMS } from './rule-systems.ts';
import { systemCodes } from './system-codes.ts';

/** Code lists that the operator loaded, by system. */
export type LoadedCodes = ReadonlyMap<string, ReadonlySet<string>>;

/** Finds code systems; each definition is made ready once. A supplement stands for its base. */
export function createSystemLookup(lookup: CanonicalLookup, loaded: LoadedCodes): SystemLookup {
  const made = new Map<CanonicalFacts, CodeSystem>();
  const lists = new Map<string, CodeSystem>();
  for (const [system, codes] of loaded) lists.set(system, listedSystem(codes));

  const defined = (system: string, fromPackage: string): CodeSystem | undefined => {
    const found = lookup(system, fromPackage);
    if (found?.facts.resourceType !== 'CodeSystem') return undefined;
    const base = found.facts.supplements;
    const whole = base === undefined ? found : lookup(base, found.packageId);
    if (whole?.facts.resourceType !== 'CodeSystem') return undefined;
    // Supplements of supplements don't exist; one that says so is no code system.
    if (whole.facts.content === 'supplement') return undefined;
    const known = made.get(whole.facts);
    if (known !== undefined) return known;
    const ready = createCodeSystem(whole.facts);
    made.set(whole.facts, ready);
    return ready;
  };

  return (system, fromPackage) =>
    lists.get(withoutVersion(system)) ??
    RULE_SYSTEMS.get(withoutVersion(system)) ??
    defined(system, fromPackage);
}

function listedSystem(codes: Iterable<string>): CodeSystem {
  const all = systemCodes(codes);
  return { all, selectable: all, filter: () => undefined };
}
