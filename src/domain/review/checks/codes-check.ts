import type { CheckTrace } from '../../policy/trace.ts';
import type { RequestLine } from '../review-request.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * A range of codes, several, a type, none, or another than the order's can't be looked up for sure:
 * that is not "no review needed", and what is reviewed has to be what is approved.
 */
export function codesCheck({ plan: { line } }: CheckContext): CheckTrace {
  const { service, serviceEnd } = line;
  const codes = service.map(({ code }) => code).join(', ');
  if (service.every(({ system }) => system.endsWith('/data-absent-reason'))) {
    return unclear('service', 'no service code', {
      en: 'the line names no service by a code',
      es: 'la línea no nombra ningún servicio con un código',
    });
  }
  if (serviceEnd !== undefined) {
    return unclear('service', `a range of codes from ${codes}`, {
      en: `the line asks for a range of codes from ${codes}`,
      es: `la línea pide un rango de códigos desde ${codes}`,
    });
  }
  if (new Set(service.map(({ code }) => code)).size > 1) {
    return unclear('service', `several codes: ${codes}`, {
      en: `the line names several services: ${codes}`,
      es: `la línea nombra varios servicios: ${codes}`,
    });
  }
  if (service.every(({ system }) => system === SERVICE_TYPES)) {
    return unclear('service', `a type of service alone: ${codes}`, {
      en: `the line names a type of service (${codes}) and no service`,
      es: `la línea nombra un tipo de servicio (${codes}) y ningún servicio`,
    });
  }
  return asOrdered(line, codes);
}

function asOrdered({ service, requestedOrder }: RequestLine, codes: string): CheckTrace {
  const ordered = requestedOrder?.codes ?? [];
  const isAsOrdered = ordered.some(({ code }) => service.some((one) => one.code === code));
  if (ordered.length === 0 || isAsOrdered) return passed('service', codes);
  const said = ordered.map(({ code }) => code).join(', ');
  return unclear('service', `${codes}, and the order says ${said}`, {
    en: `the line asks for ${codes}, and the order is for ${said}`,
    es: `la línea pide ${codes}, y la orden es para ${said}`,
  });
}

/** X12 element 1365: kinds of services, which name none that could be looked up. */
const SERVICE_TYPES = 'https://codesystem.x12.org/005010/1365';
