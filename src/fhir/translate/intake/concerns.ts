import type { Concern } from '../../../domain/review/review-request.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { conceptConcerns } from './concept-concerns.ts';
import { identityConcerns } from './identity-concerns.ts';
import { lineConcerns } from './line-concerns.ts';
import { stateConcerns } from './state-concerns.ts';

/** What changes the meaning of a request, or of lines of it, and is for a person to understand. */
export function concernsOf(bundle: RequestBundle): readonly Concern[] {
  return [
    ...stateConcerns(bundle),
    ...identityConcerns(bundle),
    ...conceptConcerns(bundle),
    ...lineConcerns(bundle),
  ];
}
