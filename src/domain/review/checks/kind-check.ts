import type { Requirement } from '../../policy/requirement.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import type { ReviewKind } from '../review-case.ts';
import { failed, passed } from './check.ts';

/**
 * Care that was given, or is being given, is looked at by people; where nothing is required, care
 * that goes on needs no review either. Source: digest §1.1.
 */
export function kindCheck(kind: ReviewKind, { requirement }: Requirement): CheckTrace {
  if (kind === 'post-service') {
    return failed('kind', kind, {
      en: 'the care was given before the request came',
      es: 'la atención se prestó antes de que llegara la solicitud',
    });
  }
  if (kind === 'concurrent' && requirement !== 'none') {
    return failed('kind', kind, {
      en: 'the care is being given, or goes on from an earlier authorization',
      es: 'la atención está en curso, o continúa una autorización anterior',
    });
  }
  return passed('kind', kind);
}
