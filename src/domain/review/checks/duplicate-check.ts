import type { CheckTrace } from '../../policy/trace.ts';
import { type DateSpan, spansOverlap } from '../../time.ts';
import { type LedgerClaim, ledgerKey } from '../ledger.ts';
import { type CheckContext, failed, passed } from './check.ts';

/** The same service is open or authorized on overlapping dates. Source: digest §4.7. */
export function duplicateCheck({ plan: { line, span }, ledger }: CheckContext): CheckTrace {
  const service = ledgerKey(line.service[0]?.code, line.modifiers);
  const other = ledger.find(
    (claim) => claim.service === service && spansOverlap(span, spanOf(claim)),
  );
  if (other === undefined) return passed('duplicate', 'none');
  const { caseId, lineSequence, state } = other;
  const detail = `the same service is ${state} on case ${caseId}, line ${lineSequence}`;
  const isOpen = state === 'open';
  return failed('duplicate', detail, {
    en: `the same service is already ${isOpen ? 'under review' : 'authorized'} in case ${caseId}`,
    es: `el mismo servicio ya está ${isOpen ? 'en revisión' : 'autorizado'} en el caso ${caseId}`,
  });
}

function spanOf({ from, to }: LedgerClaim): DateSpan {
  return to === undefined ? { from } : { from, to };
}
