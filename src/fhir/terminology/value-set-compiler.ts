import type { ConceptSetFacts, ValueSetFacts } from '../validate/facts.ts';
import {
  type CodesBySystem,
  emptySet,
  intersect,
  oneSystem,
  subtract,
  unite,
  unknownSet,
} from './code-set.ts';
import { type CanonicalLookup, type SystemLookup, withoutVersion } from './lookups.ts';
import { anyCodes, type SystemCodes, systemCodes, undecidable } from './system-codes.ts';
import { x12System } from './x12-elements.ts';

const NESTING_MAX = 32;

/** Gives the codes of a value set as a package sees it; undefined when it is not here. */
export type ValueSetCompiler = (valueSet: string, fromPackage: string) => CodesBySystem | undefined;

interface Place {
  readonly packageId: string;
  /** The value sets that are being compiled, outermost first. */
  readonly within: readonly ValueSetFacts[];
}

/** Compiles value set definitions: include, exclude, filters and value sets within value sets. */
export function createValueSetCompiler(
  lookup: CanonicalLookup,
  systemOf: SystemLookup,
): ValueSetCompiler {
  const made = new Map<ValueSetFacts, CodesBySystem>();

  const compile = (canonical: string, place: Place): CodesBySystem | undefined => {
    const found = lookup(canonical, place.packageId);
    if (found?.facts.resourceType !== 'ValueSet') return outsideSet(canonical, systemOf);
    const { facts, packageId } = found;
    const known = made.get(facts);
    if (known !== undefined) return known;
    // A set that includes itself gets nothing more from doing so.
    if (place.within.includes(facts)) return emptySet;
    if (place.within.length >= NESTING_MAX) return unknownSet(canonical);
    const result = compileFacts(facts, { packageId, within: [...place.within, facts] });
    // Inside a cycle the result lacks what the outer sets add: only the outermost is whole.
    if (place.within.length === 0 || !includesAny(facts)) made.set(facts, result);
    return result;
  };

  const compileFacts = (facts: ValueSetFacts, place: Place): CodesBySystem => {
    if (facts.include.length === 0) return expansionOf(facts);
    const included = facts.include.map((one) => conceptSet(one, place)).reduce(unite, emptySet);
    return (facts.exclude ?? []).map((one) => conceptSet(one, place)).reduce(subtract, included);
  };

  const conceptSet = (set: ConceptSetFacts, place: Place): CodesBySystem => {
    const nested = (set.valueSets ?? []).map(
      (canonical) => compile(canonical, place) ?? unknownSet(canonical),
    );
    const own = set.system === undefined ? [] : [fromSystem(set.system, set, place)];
    const [first = emptySet, ...others] = [...own, ...nested];
    return others.reduce(intersect, first);
  };

  const fromSystem = (named: string, set: ConceptSetFacts, place: Place): CodesBySystem => {
    // Some old value sets write the version behind the system, where codings never have it.
    const system = withoutVersion(named);
    const version = set.version === undefined ? named : `${system}|${set.version}`;
    const found = systemOf(version, place.packageId);
    if (set.codes !== undefined) {
      const caseless = found?.all.caseless ?? false;
      return oneSystem(system, systemCodes(set.codes, { caseless }));
    }
    return wholeSystem(
      system,
      set.filters === undefined ? found?.selectable : found?.filter(set.filters),
    );
  };

  return (valueSet, fromPackage) => compile(valueSet, { packageId: fromPackage, within: [] });
}

function includesAny(facts: ValueSetFacts): boolean {
  return [...facts.include, ...(facts.exclude ?? [])].some((set) => set.valueSets !== undefined);
}

function expansionOf(facts: ValueSetFacts): CodesBySystem {
  if (facts.expansion === undefined) return unknownSet(facts.url);
  return facts.expansion
    .map(({ system, codes }) => oneSystem(system, systemCodes(codes)))
    .reduce(unite, emptySet);
}

/** Value sets that others publish and no package carries, as far as their system is certain. */
const OUTSIDE_SETS: ReadonlyMap<string, string> = new Map([
  ['http://www.rfc-editor.org/bcp/bcp13.txt', 'urn:ietf:bcp:13'],
]);

function outsideSet(canonical: string, systemOf: SystemLookup): CodesBySystem | undefined {
  const url = withoutVersion(canonical);
  const system = OUTSIDE_SETS.get(url) ?? x12System(url);
  return system === undefined ? undefined : wholeSystem(system, systemOf(system, '')?.selectable);
}

function wholeSystem(system: string, codes: SystemCodes | undefined): CodesBySystem {
  if (codes === undefined) return oneSystem(system, anyCodes, [system]);
  return oneSystem(system, codes, codes.rest === undecidable ? [system] : []);
}
