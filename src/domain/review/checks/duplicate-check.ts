import type { LocalizedText } from '../../code.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import { ANY_KEY, type LedgerClaim, ledgerKeys } from '../ledger.ts';
import { type CheckContext, failed, passed, unclear } from './check.ts';

/** The same service is open or authorized on overlapping dates. Source: digest §4.7. */
export function duplicateCheck(context: CheckContext): CheckTrace {
  const { plan, ledger, caseId, asker } = context;
  const keys = ledgerKeys(plan.line, context.rulebook.modifiers);
  if (keys.includes(ANY_KEY)) return unclear('duplicate', 'more codes than are kept', many);
  const other = ledger.firstOn(keys, plan.span);
  if (other === undefined) return passed('duplicate', 'none');
  const { lineSequence, state } = other;
  const detail = `${other.service} is ${state} on case ${other.caseId}, line ${lineSequence}`;
  if (other.caseId === caseId) return failed('duplicate', detail, inRequest(other));
  const isOwn = other.asker !== undefined && other.asker === asker;
  return failed('duplicate', detail, isOwn ? inCase(other) : elsewhere(other));
}

const many: LocalizedText = {
  en: 'the line names more services than are compared with what the member already has',
  es: 'la línea nombra más servicios de los que se comparan con lo que el afiliado ya tiene',
};

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

/** The number of a case is told to nobody but who asked for it. */
function elsewhere({ state }: LedgerClaim): LocalizedText {
  const isOpen = state === 'open';
  return {
    en: `the same service is already ${isOpen ? 'under review' : 'authorized'} for this member`,
    es: `el mismo servicio ya está ${isOpen ? 'en revisión' : 'autorizado'} para este afiliado`,
  };
}
