import type { LocalizedText } from '../../code.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import { type DateSpan, spansOverlap } from '../../time.ts';
import { isClaimOn, type LedgerClaim, ledgerKeys } from '../ledger.ts';
import { type CheckContext, failed, passed } from './check.ts';

/** The same service is open or authorized on overlapping dates. Source: digest §4.7. */
export function duplicateCheck({ plan, ledger, rulebook, caseId }: CheckContext): CheckTrace {
  const { modifiers } = rulebook;
  const keys = ledgerKeys(plan.line, modifiers);
  const other = ledger.find(
    (claim) => isClaimOn(claim, keys, modifiers) && spansOverlap(plan.span, spanOf(claim)),
  );
  if (other === undefined) return passed('duplicate', 'none');
  const { lineSequence, state } = other;
  const detail = `${other.service} is ${state} on case ${other.caseId}, line ${lineSequence}`;
  return failed('duplicate', detail, other.caseId === caseId ? inRequest(other) : inCase(other));
}

function inRequest({ lineSequence }: LedgerClaim): LocalizedText {
  return {
    en: `line ${lineSequence} of this request asks for the same service`,
    es: `la línea ${lineSequence} de esta solicitud pide el mismo servicio`,
  };
}

function inCase({ state, caseId }: LedgerClaim): LocalizedText {
  const isOpen = state === 'open';
  return {
    en: `the same service is already ${isOpen ? 'under review' : 'authorized'} in case ${caseId}`,
    es: `el mismo servicio ya está ${isOpen ? 'en revisión' : 'autorizado'} en el caso ${caseId}`,
  };
}

function spanOf({ from, to }: LedgerClaim): DateSpan {
  return to === undefined ? { from } : { from, to };
}
