import type { CheckTrace } from '../../policy/trace.ts';
import { type CheckContext, failed, passed } from './check.ts';

/**
 * What a request itself takes back is not reviewed as if it were asked for, and nothing counts
 * that rests on what was taken back. Source: PAS modifierextension-infoCancelled, spec-69.
 */
export function cancelledCheck({ request, plan: { line } }: CheckContext): CheckTrace {
  if (line.isCancelled) {
    return failed('cancelled', 'the line is marked as cancelled', {
      en: 'the line is marked as cancelled, and nothing was asked for before',
      es: 'la línea está marcada como cancelada, y antes no se había pedido nada',
    });
  }
  const taken = request.supportingItems.filter(({ isCancelled }) => isCancelled);
  if (taken.length === 0) return passed('cancelled', 'nothing');
  const sequences = taken.map(({ sequence }) => sequence).join(', ');
  return failed('cancelled', `supporting information ${sequences} is marked as cancelled`, {
    en: `supporting information that was sent along is marked as cancelled (${sequences})`,
    es: `información adjunta está marcada como cancelada (${sequences})`,
  });
}
