import type { CheckTrace } from '../../policy/trace.ts';
import { spanIncludes } from '../../time.ts';
import { type CheckContext, failed, passed } from './check.ts';

/** Out of network is told and still reviewed. Source: digest §4.6. */
export function networkCheck({ found }: CheckContext): CheckTrace {
  const { requester, plan, receivedOn } = found;
  const isIn = requester.networks.some(
    ({ planId, span }) => planId === plan.id && spanIncludes(span, receivedOn),
  );
  const detail = `${requester.name} is ${isIn ? 'in' : 'not in'} the network of ${plan.id}`;
  if (isIn) return passed('network', detail);
  return failed('network', detail, {
    en: "The requesting provider is not in the plan's network.",
    es: 'El proveedor solicitante no está en la red del plan.',
  });
}
