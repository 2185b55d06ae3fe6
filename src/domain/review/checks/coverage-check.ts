import type { CheckTrace } from '../../policy/trace.ts';
import { spanIncludes } from '../../time.ts';
import { type CheckContext, failed, passed } from './check.ts';

/** The coverage is in force when the service begins. Source: digest §4.3. */
export function coverageCheck({ plan: { span }, found: { coverage } }: CheckContext): CheckTrace {
  const until = coverage.span.to === undefined ? 'without end' : `to ${coverage.span.to}`;
  const known = `coverage ${coverage.key} from ${coverage.span.from} ${until}`;
  const detail = `${known}; service from ${span.from}`;
  if (spanIncludes(coverage.span, span.from)) return passed('coverage', detail);
  return failed('coverage', detail, {
    en: `the member's coverage is not in force on ${span.from}`,
    es: `la cobertura del afiliado no está vigente el ${span.from}`,
  });
}
