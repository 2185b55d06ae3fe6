import type { CheckTrace } from '../../policy/trace.ts';
import { addDays } from '../../time.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/** What has begun is for a person: its evidence may be from after it. A day's grace for zones. */
export function startCheck({ plan: { span }, found: { receivedOn } }: CheckContext): CheckTrace {
  const detail = `service from ${span.from}, received on ${receivedOn}`;
  if (span.from >= addDays(receivedOn, -1)) return passed('start', detail);
  return unclear('start', detail, {
    en: `the service began on ${span.from}, before the request`,
    es: `el servicio comenzó el ${span.from}, antes de la solicitud`,
  });
}
