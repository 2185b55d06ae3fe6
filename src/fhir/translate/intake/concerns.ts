import type { Concern } from '../../../domain/review/review-request.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { changeConcerns } from './change-concerns.ts';
import { conceptConcerns } from './concept-concerns.ts';
import { encounterConcerns } from './encounter-concerns.ts';
import { identityConcerns } from './identity-concerns.ts';
import { lineConcerns } from './line-concerns.ts';
import { mentionConcerns } from './mention-concerns.ts';
import { mentionsOf } from './mentions.ts';
import { nestedConcerns } from './nested-concerns.ts';
import { paperConcerns } from './paper-concerns.ts';
import { profileConcerns } from './profile-claims.ts';
import { stateConcerns } from './state-concerns.ts';
import { unreadConcerns } from './unread-concerns.ts';

/** What changes the meaning of a request, or of lines of it, and is for a person to understand. */
export function concernsOf(bundle: RequestBundle): readonly Concern[] {
  return [
    ...profileConcerns(bundle),
    ...stateConcerns(bundle),
    ...identityConcerns(bundle),
    ...encounterConcerns(bundle),
    ...conceptConcerns(bundle),
    ...changeConcerns(bundle),
    ...lineConcerns(bundle),
    ...paperConcerns(bundle),
    ...nestedConcerns(bundle),
    ...unreadConcerns(bundle),
    ...mentionConcerns(bundle, mentionsOf(bundle)),
  ];
}
