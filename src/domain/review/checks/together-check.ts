import type { LocalizedText } from '../../code.ts';
import { grantedPeriod } from '../../policy/grant.ts';
import type { Policy } from '../../policy/policy.ts';
import type { CheckTrace, CriterionTrace } from '../../policy/trace.ts';
import { addDays, type DateSpan, dayNumber, firstDayOf, lastDayOf } from '../../time.ts';
import { type LedgerClaim, ledgerKeys } from '../ledger.ts';
import { periodWords } from '../period-words.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * What a policy grants at most is not granted twice in a row: what the member has of the service,
 * open or authorized, within the period before the line and after it, counts together with the
 * line. Gaps between them are not counted, and make nothing new. Shape: whole days; together they
 * may be as many as the period has that begins with the first of them.
 * Source: docs/policies.md, approvalPeriods are maxima.
 */
export function togetherCheck(
  context: CheckContext,
  policy: Policy,
  criteria: CriterionTrace,
): CheckTrace {
  const { plan, ledger, rulebook } = context;
  const period = grantedPeriod(policy, criteria);
  const keys = ledgerKeys(plan.line, rulebook.modifiers);
  const { from, to } = plan.span;
  if (period === undefined || to === undefined) return passed('together', 'nothing is granted');
  const window: DateSpan = {
    from: firstDayOf(addDays(from, -1), period),
    to: lastDayOf(addDays(to, 1), period),
  };
  const other = ledger.firstOn(keys, window);
  if (other === undefined) return passed('together', 'nothing else');
  const others = ledger.daysOn(keys, window);
  const own = dayNumber(to) - dayNumber(from) + 1;
  const first = addDays(from, Math.min(0, others.first - dayNumber(from)));
  const granted = dayNumber(lastDayOf(first, period)) - dayNumber(first) + 1;
  const detail = `${own} days, ${others.count} more around them, granted ${granted} (${period})`;
  if (own + others.count <= granted) return passed('together', detail);
  const where = `case ${other.caseId}, line ${other.lineSequence}`;
  return unclear('together', `${detail}: ${where}`, words(context, other, periodWords(period)));
}

/** The number of a case is told to nobody but who asked for it. */
function words(
  { caseId, asker }: CheckContext,
  other: LedgerClaim,
  period: LocalizedText,
): LocalizedText {
  const { lineSequence, state } = other;
  const isOwn = other.asker !== undefined && other.asker === asker;
  if (other.caseId === caseId) {
    const [en, es] = [`line ${lineSequence} of`, `la línea ${lineSequence} de`];
    return longer(`${en} this request`, `${es} esta solicitud`, period);
  }
  if (isOwn) {
    const [en, es] = [`line ${lineSequence} of case`, `la línea ${lineSequence} del caso`];
    return longer(`${en} ${other.caseId}`, `${es} ${other.caseId}`, period);
  }
  const isOpen = state === 'open';
  return longer(
    `what is already ${isOpen ? 'under review' : 'authorized'} for this member`,
    `lo que ya está ${isOpen ? 'en revisión' : 'autorizado'} para este afiliado`,
    period,
  );
}

function longer(en: string, es: string, period: LocalizedText): LocalizedText {
  return {
    en: `together with ${en} this is longer than the policy grants (${period.en})`,
    es: `junto con ${es} esto supera lo que la política da (${period.es})`,
  };
}
