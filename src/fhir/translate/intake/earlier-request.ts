import type { ProblemIssue } from '../../../problem.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import type { JsonObject } from '../../json/json.ts';
import { withoutVersion } from '../../terminology/lookups.ts';
import { object, objects, texts } from '../read/element.ts';
import { PAS } from '../read/extensions.ts';
import { certificationType } from './kind-codes.ts';

/** True for a Claim that names the request which it changes. Source: PAS profile-claim-update. */
export function namesEarlier({ related }: JsonObject): boolean {
  return objects(related).length > 0;
}

/** True for a Claim that changes an earlier request: it names that one, or says that it does. */
export function isUpdate(claim: JsonObject): boolean {
  return namesEarlier(claim) || claimsUpdate(claim);
}

/**
 * That a request changes an earlier one, which is not taken yet: said before all that is wrong with
 * it, because mending that would be for nothing.
 */
export function changeNotTaken({ claim }: RequestBundle): readonly ProblemIssue[] {
  const { resource, expression } = claim;
  if (!isUpdate(resource) && isInitial(resource)) return [];
  return [
    {
      ...{ severity: 'error', code: 'not-supported', expression, rule: 'PAS/update' },
      text:
        'Changes, renewals, cancellations and appeals are not taken here yet: to mend what ' +
        'follows does not help. The request that was made stays as it is.',
    },
  ];
}

function claimsUpdate({ meta }: JsonObject): boolean {
  const update = `${PAS}profile-claim-update`;
  return texts(object(meta)?.profile).some((one) => withoutVersion(one) === update);
}

function isInitial(claim: JsonObject): boolean {
  const types = [claim, ...objects(claim.item)].flatMap((one) => certificationType(one) ?? []);
  return types.every(({ code }) => code === 'I');
}
