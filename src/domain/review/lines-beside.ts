import { present } from '../../result.ts';
import type { Code } from '../code.ts';
import { modifierRow } from '../policy/modifier.ts';
import type { Rulebook } from '../policy/rulebook.ts';
import { claimsOfLine, type LedgerClaim, modifiersOfLine } from './ledger.ts';
import { LedgerIndex } from './ledger-index.ts';
import type { LinePlan } from './line-plan.ts';

/**
 * The lines of one request as they tell on one another, whatever their order and whatever is
 * decided on each. Made once for a request; one line has none beside it.
 */
export interface LinesBeside {
  /** What each line asks for, its kinds of service among it. */
  readonly asked: LedgerIndex;
  /** Of these, the lines that say that the member has the equipment. */
  readonly owned: LedgerIndex;
}

/** Indexes what the lines of a request ask for. */
export function linesBeside(
  plans: readonly LinePlan[],
  caseId: string,
  { modifiers: rows }: Rulebook,
): LinesBeside {
  const several = plans.length < 2 ? [] : plans;
  const claimsOf = ({ line, span }: LinePlan): readonly LedgerClaim[] => {
    const claims = claimsOfLine({ caseId, line, span, decision: 'pending' }, rows);
    if (line.isCancelled === true) return claims;
    const { from, to } = span;
    const kinds = (line.setting?.categories ?? []).map((kind) =>
      present({
        ...{ caseId, lineSequence: line.sequence, state: 'open' as const },
        ...{ service: categoryKey(kind), from, to },
      }),
    );
    return [...claims, ...kinds];
  };
  const owning = several.filter(({ line }) =>
    modifiersOfLine(line).some((code) => modifierRow(rows, { code })?.isOfOwned === true),
  );
  return {
    asked: new LedgerIndex(several.flatMap(claimsOf), rows),
    owned: new LedgerIndex(owning.flatMap(claimsOf), rows),
  };
}

/** By what a kind of service is found among the lines of a request. */
export function categoryKey({ system, code }: Pick<Code, 'system' | 'code'>): string {
  return `${system}|${code}`;
}
