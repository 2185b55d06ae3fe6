import type { CheckTrace } from '../../policy/trace.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/** Other coverages are told for the order of benefits, and decide nothing. Source: digest §4.3. */
export function otherCoverageCheck({ found }: CheckContext): CheckTrace {
  const { otherCoverages: others } = found;
  if (others.length === 0) return passed('other-coverage', 'none');
  const names = others.map(({ name, isFirst }) => `${name}${isFirst ? ', which pays first' : ''}`);
  const isFirst = others.some((one) => one.isFirst);
  return unclear('other-coverage', names.join('; '), {
    en: isFirst
      ? 'The patient has another coverage that comes first in the order of benefits.'
      : 'The patient has another coverage; the order of benefits applies.',
    es: isFirst
      ? 'El paciente tiene otra cobertura que va primero en el orden de los beneficios.'
      : 'El paciente tiene otra cobertura; se aplica el orden de los beneficios.',
  });
}
