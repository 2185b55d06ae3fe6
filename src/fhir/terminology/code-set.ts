import type { Membership } from './membership.ts';
import {
  anyCodes,
  differenceOf,
  intersectionOf,
  noCodes,
  nothingElse,
  type SystemCodes,
  unionOf,
} from './system-codes.ts';

/**
 * The codes of a value set. `others` decides the systems that the set doesn't name: `unknown` when
 * a value set it includes is not here. `undecided` names the systems and value sets not here.
 */
export interface CodesBySystem {
  readonly bySystem: ReadonlyMap<string, SystemCodes>;
  readonly others: 'out' | 'unknown';
  readonly undecided: readonly string[];
}

/** A code and its system. */
export interface SystemCode {
  readonly system: string;
  readonly code: string;
}

/** What a binding asks of a value set. */
interface CodeSet {
  /** Without a system (elements of type code, string, uri): whether any system has the code. */
  has(system: string | undefined, code: string): Membership;
  /** Some of the codes, to name them in a hint. */
  sample(limit: number): readonly string[];
  /** The same with their systems. */
  codings(limit: number): readonly SystemCode[];
  /** The systems whose codes the set can have; undefined when that isn't known. */
  readonly systems: readonly string[] | undefined;
  /** The systems and value sets that are not here, which keep membership from being decided. */
  readonly undecided: readonly string[];
}

/** The value set that has no code. */
export const emptySet: CodesBySystem = { bySystem: new Map(), others: 'out', undecided: [] };

/** A value set of which nothing is known, because this is not here. */
export function unknownSet(missing: string): CodesBySystem {
  return { bySystem: new Map(), others: 'unknown', undecided: [missing] };
}

/** The value set with the codes of one system. */
export function oneSystem(
  system: string,
  codes: SystemCodes,
  undecided: readonly string[] = [],
): CodesBySystem {
  return { bySystem: new Map([[system, codes]]), others: 'out', undecided };
}

/** The codes that one of two value sets has. */
export function unite(first: CodesBySystem, second: CodesBySystem): CodesBySystem {
  if (first === emptySet) return second;
  const others = first.others === 'unknown' || second.others === 'unknown' ? 'unknown' : 'out';
  return combine(first, second, { others, codes: unionOf });
}

/** The codes that both of two value sets have. */
export function intersect(first: CodesBySystem, second: CodesBySystem): CodesBySystem {
  const others = first.others === 'unknown' && second.others === 'unknown' ? 'unknown' : 'out';
  return combine(first, second, { others, codes: intersectionOf });
}

/** The codes of the first value set that the second doesn't have. */
export function subtract(first: CodesBySystem, second: CodesBySystem): CodesBySystem {
  return combine(first, second, { others: first.others, codes: differenceOf });
}

interface Combination {
  readonly others: 'out' | 'unknown';
  readonly codes: (first: SystemCodes, second: SystemCodes) => SystemCodes;
}

function combine(first: CodesBySystem, second: CodesBySystem, how: Combination): CodesBySystem {
  const bySystem = new Map<string, SystemCodes>();
  for (const system of new Set([...first.bySystem.keys(), ...second.bySystem.keys()])) {
    const codes = how.codes(codesAt(first, system), codesAt(second, system));
    const empty = codes.listed.size === 0 && codes.rest === nothingElse;
    if (!empty || how.others === 'unknown') bySystem.set(system, codes);
  }
  const undecided = [...new Set([...first.undecided, ...second.undecided])];
  return { bySystem, others: how.others, undecided };
}

function codesAt(set: CodesBySystem, system: string): SystemCodes {
  return set.bySystem.get(system) ?? (set.others === 'out' ? noCodes : anyCodes);
}

/** The answers of a value set, made ready for quick questions. */
export function toCodeSet(set: CodesBySystem): CodeSet {
  const { bySystem, others, undecided } = set;
  const parts = [...bySystem.values()];
  const bare = (code: string): Membership => {
    let found: Membership = others;
    for (const part of parts) {
      const membership = part.has(code);
      if (membership === 'in') return 'in';
      if (membership === 'unknown') found = 'unknown';
    }
    return found;
  };
  return {
    has(system, code) {
      if (system === undefined) return bare(code);
      const part = bySystem.get(system);
      return part === undefined ? others : part.has(code);
    },
    sample: (limit) => codingsOf(bySystem, limit).map(({ code }) => code),
    codings: (limit) => codingsOf(bySystem, limit),
    systems: others === 'unknown' ? undefined : [...bySystem.keys()],
    undecided,
  };
}

function codingsOf(bySystem: CodesBySystem['bySystem'], limit: number): readonly SystemCode[] {
  const codes: SystemCode[] = [];
  for (const [system, part] of bySystem) {
    for (const code of part.listed) {
      if (codes.length >= limit) return codes;
      codes.push({ system, code });
    }
  }
  return codes;
}
