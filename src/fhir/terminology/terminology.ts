import { toCodeSet } from './code-set.ts';
import type { CanonicalLookup } from './lookups.ts';
import { anyCodes, type SystemCodes } from './system-codes.ts';
import { createSystemLookup, type LoadedCodes } from './system-lookup.ts';
import { createValueSetCompiler } from './value-set-compiler.ts';

/** A value set as a binding asks it: {@link toCodeSet} says how. */
export type CodeSet = ReturnType<typeof toCodeSet>;

/** Whether a value set has a code; `unknown`: its codes, or those of a system, are not here. */
export type Membership = ReturnType<CodeSet['has']>;

/**
 * `unknown-code`: the system's codes are all here and this is none of them. `unknown-system`: they
 * are not (all) here, so nothing can be said.
 */
type CodeStatus = 'known' | 'unknown-code' | 'unknown-system';

/** Answers what a code is, and whether a value set has it. */
export interface Terminology {
  /** The value set as the package sees it; undefined when it is not here. */
  codeSet(valueSet: string, fromPackage: string): CodeSet | undefined;
  /** Whether the code system has the code, whatever is bound. */
  codeStatus(system: string, code: string): CodeStatus;
}

/** Choices of the operator. `loaded`: licensed code lists by system, which then decide exactly. */
export interface TerminologyOptions {
  readonly loaded?: LoadedCodes;
}

/** Requests name systems: what is remembered of them is bounded. */
const SYSTEMS_KEPT = 5_000;
const SYSTEM_LENGTH_KEPT = 256;

const STATUS = { in: 'known', out: 'unknown-code', unknown: 'unknown-system' } as const;

/** Makes the terminology of a set of packages; value sets are compiled when first asked for. */
export function createTerminology(
  lookup: CanonicalLookup,
  options: TerminologyOptions = {},
): Terminology {
  const systemOf = createSystemLookup(lookup, options.loaded ?? new Map());
  const compile = createValueSetCompiler(lookup, systemOf);
  const sets = new Map<string, CodeSet | undefined>();
  const bySystem = new Map<string, SystemCodes>();
  const codesOf = (system: string): SystemCodes => {
    const codes = (/[|#]/.test(system) ? undefined : systemOf(system, '')?.all) ?? anyCodes;
    if (bySystem.size < SYSTEMS_KEPT && system.length <= SYSTEM_LENGTH_KEPT)
      bySystem.set(system, codes);
    return codes;
  };

  return {
    codeSet(valueSet, fromPackage) {
      const key = `${fromPackage} ${valueSet}`;
      if (sets.has(key)) return sets.get(key);
      const compiled = compile(valueSet, fromPackage);
      const made = compiled === undefined ? undefined : toCodeSet(compiled);
      sets.set(key, made);
      return made;
    },
    codeStatus(system, code) {
      const codes = bySystem.get(system) ?? codesOf(system);
      return STATUS[codes.has(code)];
    },
  };
}
