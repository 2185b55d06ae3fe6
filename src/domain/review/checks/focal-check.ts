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
  status: {
    en: 'the coverage of the request is not marked as active',
    es: 'la cobertura de la solicitud no está marcada como activa',
  },
  'plan-closed': {
    en: "the member's plan is not active",
    es: 'el plan del afiliado no está activo',
  },
};
