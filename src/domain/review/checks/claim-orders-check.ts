import type { LocalizedText } from '../../code.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import type { ClaimOrder } from '../review-request.ts';
import type { Found } from '../standing.ts';
import { isAsOrdered } from './as-ordered.ts';
import { type CheckContext, passed, unclear } from './check.ts';
import { objectionTo } from './order-check.ts';

/**
 * The prescription and the referral that the request as a whole leans on hold as the order of a
 * line has to. Shape: one that another has replaced may be over, but not taken back.
 * Source: R4 Claim.prescription, originalPrescription, referral.
 */
export function claimOrdersCheck({ request, plan: { line }, found }: CheckContext): CheckTrace {
  const { claimOrders = [] } = request;
  for (const order of claimOrders) {
    const words = openIn(order, found) ?? unlike(order, line.service);
    if (words === undefined) continue;
    const { role, kind, status = 'absent' } = order;
    return unclear('claim-orders', `${role}: ${kind}, status ${status}`, words);
  }
  return passed('claim-orders', claimOrders.map(({ role }) => role).join(', ') || 'none named');
}

function openIn(order: ClaimOrder, found: Found): LocalizedText | undefined {
  const { role, status = '' } = order;
  const isOver = role === 'originalPrescription' && OVER.has(status);
  return objectionTo(isOver ? { ...order, status: 'active' } : order, found);
}

const OVER: ReadonlySet<string> = new Set(['completed', 'stopped', 'on-hold']);

/** A referral may be to somebody who then orders; a prescription is of what is asked for. */
function unlike(
  order: ClaimOrder,
  service: CheckContext['plan']['line']['service'],
): LocalizedText | undefined {
  if (order.role !== 'prescription' || isAsOrdered(service, order)) return undefined;
  return {
    en: 'the prescription of the request is for another service than the line',
    es: 'la receta de la solicitud es para un servicio distinto del de la línea',
  };
}
