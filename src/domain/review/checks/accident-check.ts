import type { CheckTrace } from '../../policy/trace.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/** Care after an accident may be another payer's to pay for. Source: R4 Claim.accident. */
export function accidentCheck({ request: { accident } }: CheckContext): CheckTrace {
  if (accident === undefined) return passed('accident', 'none');
  const { on, type } = accident;
  return unclear('accident', `${type?.code ?? 'an accident'} on ${on ?? 'no exact date'}`, {
    en: 'the request says that the care is for an accident, for which another payer may be liable',
    es: 'la solicitud dice que la atención es por un accidente, que podría pagar otro pagador',
  });
}
