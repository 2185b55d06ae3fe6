import { assertNever } from '../../../result.ts';
import { isAbsentCode } from '../../code/absent-code.ts';
import {
  type FormFault,
  foldedCode,
  formFault,
  procedureCodesIn,
  shownCode,
} from '../../code/procedure-code.ts';
import type { Code, LocalizedText } from '../../code.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import type { RequestedOrder } from '../review-request.ts';
import { isAsOrdered } from './as-ordered.ts';
import { type CheckContext, passed, unclear } from './check.ts';
import { listed } from './listed.ts';

/**
 * A range of codes, several, a type, none, one that is not written as its system writes codes, or
 * another than the order's can't be looked up for sure: that is not "no review needed", and what
 * is reviewed has to be what is approved.
 */
export function codesCheck({ plan: { line } }: CheckContext): CheckTrace {
  const { serviceEnd } = line;
  const service = procedureCodesIn(line.service);
  const codes = listed(service.map(shownCode), ', ');
  if (service.every(isAbsentCode)) {
    return unclear('service', 'no service code', {
      en: 'the line names no service by a code',
      es: 'la línea no nombra ningún servicio con un código',
    });
  }
  if (line.service.some(({ system, code }) => system === '' || code === '')) {
    return unclear('service', `a code without its system, or no code: ${codes}`, {
      en: 'the line names its service in a way that has no code, or no code system',
      es: 'la línea nombra su servicio de un modo que no tiene código o sistema de códigos',
    });
  }
  if (serviceEnd !== undefined) {
    return unclear('service', `a range of codes from ${codes}`, {
      en: `the line asks for a range of codes from ${codes}`,
      es: `la línea pide un rango de códigos desde ${codes}`,
    });
  }
  if (line.isGroup === true) {
    return unclear('service', `a group under ${codes}`, {
      en: `the line is a group with details below ${codes}`,
      es: `la línea es un grupo con detalles debajo de ${codes}`,
    });
  }
  if (new Set(service.map(({ code }) => foldedCode(code))).size > 1) {
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
  return asWritten(service) ?? asOrdered(service, line.requestedOrder, codes);
}

/** The first code that is not written as its system writes codes. */
function asWritten(service: readonly Code[]): CheckTrace | undefined {
  for (const code of service) {
    const fault = formFault(code);
    const shown = shownCode(code);
    if (fault !== undefined)
      return unclear('service', faultDetail(shown, fault), {
        en: faultWords.en(shown, fault),
        es: faultWords.es(shown, fault),
      });
  }
  return undefined;
}

function faultDetail(shown: string, fault: FormFault): string {
  return `${shown} is no ${fault.system} code by its form (${fault.kind})`;
}

const faultWords: Readonly<Record<keyof LocalizedText, (code: string, of: FormFault) => string>> = {
  en: (code, fault) => {
    const { system } = fault;
    switch (fault.kind) {
      case 'other-system':
        return `${code} is sent as a ${system} code and is written as a ${fault.other} code is`;
      case 'modifiers':
        return `${code} is no ${system} code; it reads as ${fault.code} with a modifier behind it`;
      case 'spelling':
        return `${code} is not written as ${system} codes are; it reads as ${fault.code}`;
      case 'form':
        return `${code} is not written as ${system} codes are`;
      default:
        return assertNever(fault);
    }
  },
  es: (code, fault) => {
    const { system } = fault;
    switch (fault.kind) {
      case 'other-system':
        return `${code} se envió como código ${system} y está escrito como uno de ${fault.other}`;
      case 'modifiers':
        return `${code} no es un código ${system}; se lee como ${fault.code} con un modificador`;
      case 'spelling':
        return `${code} no está escrito como los códigos ${system}; se lee como ${fault.code}`;
      case 'form':
        return `${code} no está escrito como los códigos ${system}`;
      default:
        return assertNever(fault);
    }
  },
};

function asOrdered(
  service: readonly Code[],
  order: RequestedOrder | undefined,
  codes: string,
): CheckTrace {
  const ordered = procedureCodesIn(order?.codes ?? []);
  if (order?.codesEnd !== undefined) {
    return unclear('service', `${codes}, and the order is for a range`, {
      en: `the line asks for ${codes}, and the order is for a range of codes`,
      es: `la línea pide ${codes}, y la orden es para un rango de códigos`,
    });
  }
  if (order === undefined || ordered.length === 0) return passed('service', codes);
  if (isAsOrdered(service, order)) return passed('service', codes);
  const said = ordered.map(shownCode).join(', ');
  return unclear('service', `${codes}, and the order says ${said}`, {
    en: `the line asks for ${codes}, and the order is for ${said}`,
    es: `la línea pide ${codes}, y la orden es para ${said}`,
  });
}

/** X12 element 1365: kinds of services, which name none that could be looked up. */
const SERVICE_TYPES = 'https://codesystem.x12.org/005010/1365';
