import type { Terminology } from '../../../src/fhir/terminology/terminology.ts';
import type { ElementNode } from '../../../src/fhir/validate/snapshot/element-node.ts';

/** A code with its system; without one for elements of type code. */
export interface FoundCode {
  readonly system: string | undefined;
  readonly code: string;
}

/** Codes of value sets that list none: of rules (BCP 47 …) and of systems that are not here. */
const WELL_KNOWN = ['en', 'text/plain', 'USD', 'US', 'd', 'h', '1', 'A1', '11', 'active'];

/** Which code: with or without a system, and how many of those that fit to pass over. */
export interface CodeChoice {
  readonly isBare: boolean;
  readonly skipped?: number;
}

/** A code that all bindings of the definitions accept, or do not reject for certain. */
export function findCode(
  nodes: readonly ElementNode[],
  { isBare, skipped = 0 }: CodeChoice,
  terminology: Terminology,
): FoundCode | undefined {
  const sets = nodes.flatMap((node) =>
    boundSets(node).flatMap((set) => terminology.codeSet(set, node.content.packageId) ?? []),
  );
  const systems = sets.flatMap((set) => set.systems ?? []);
  const codes = [...sets.flatMap((set) => set.sample(60)), ...WELL_KNOWN];
  let left = skipped;
  let doubtful: FoundCode | undefined;
  for (const system of isBare ? [undefined] : new Set(systems)) {
    for (const code of codes) {
      const found = sets.map((set) => set.has(system, code));
      if (found.includes('out')) continue;
      if (system !== undefined && terminology.codeStatus(system, code) === 'unknown-code') continue;
      if (found.includes('unknown')) doubtful ??= { system, code };
      else if (left-- <= 0) return { system, code };
    }
  }
  return doubtful;
}

/** The value sets that limit an element: of its binding and of the binding's limit. */
export function boundSets({ content: { binding } }: ElementNode): readonly string[] {
  const { strength, valueSet, maxValueSet } = binding ?? {};
  const isStrong = strength === 'required' || strength === 'extensible';
  return [isStrong ? valueSet : undefined, maxValueSet].flatMap((set) => set ?? []);
}
