import type { LocalizedText } from '../../code.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import type { CoverageDoubt } from '../find-coverage.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/** The coverage that decides is the one that the request names as focal. Source: digest §4.3. */
export function focalCheck({ found }: CheckContext): CheckTrace {
  const { coverage, plan, coverageDoubts: doubts } = found;
  const detail = `coverage ${coverage.key} under plan ${plan.id}`;
  if (doubts.length === 0) return passed('focal', detail);
  return unclear('focal', `${detail}: ${doubts.join(', ')}`, {
    en: doubts.map((doubt) => words[doubt].en).join('; '),
    es: doubts.map((doubt) => words[doubt].es).join('; '),
  });
}

const words: Readonly<Record<CoverageDoubt, LocalizedText>> = {
  'not-one-focal': {
    en: 'the request does not mark one coverage as the one that it is made under',
    es: 'la solicitud no marca una cobertura como aquella bajo la que se hace',
  },
  'not-known': {
    en: 'the coverage that the request is made under is not on file',
    es: 'la cobertura bajo la que se hace la solicitud no está registrada',
  },
  several: {
    en: 'the request may be meant for more than one plan of the member',
    es: 'la solicitud puede ser para más de un plan del afiliado',
  },
  'plan-closed': {
    en: "the member's plan is not active",
    es: 'el plan del afiliado no está activo',
  },
  dates: {
    en: 'the coverage of the request is not in force on the dates of service, as it says itself',
    es: 'la cobertura de la solicitud, según ella misma, no está vigente en las fechas de servicio',
  },
  'other-plan': {
    en: "the coverage of the request names a plan or a group that is not the member's",
    es: 'la cobertura de la solicitud nombra un plan o un grupo que no es del afiliado',
  },
  'self-pay': {
    en: 'the coverage of the request says that the patient pays',
    es: 'la cobertura de la solicitud indica que paga el paciente',
  },
  'other-payer': {
    en: 'the insurer of the request has the number of another company beside ours',
    es: 'la aseguradora de la solicitud lleva el número de otra compañía junto al nuestro',
  },
};
