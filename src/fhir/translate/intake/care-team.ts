import type { CareTeamMember } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { codeOf } from '../read/codes.ts';
import { integer, objects } from '../read/element.ts';
import { pasValue } from '../read/extensions.ts';
import { pointed } from '../read/pointed.ts';
import { noProvider, providerOf } from './parties.ts';

/** Who takes part, in the whole request or in single lines. */
export function careTeamOf(bundle: RequestBundle): readonly CareTeamMember[] {
  const { resource, expression } = bundle.claim;
  return objects(resource.careTeam).map((member, index) => {
    const entry = pointed(bundle, bundle.claim, member.provider);
    // Whoever is responsible for what is asked for is of the whole request, whatever it says.
    const isOfLines = pasValue(member, 'careTeamClaimScope', 'valueBoolean') === false;
    const isOverall = !isOfLines || member.responsible === true;
    const scope: CareTeamMember['scope'] = isOverall ? 'request' : 'line';
    return present({
      sequence: integer(member.sequence) ?? 0,
      scope,
      provider:
        entry === undefined
          ? noProvider(`${expression}.careTeam[${index}].provider`)
          : providerOf(bundle, entry),
      role: codeOf(member.role),
      qualification: codeOf(member.qualification),
    });
  });
}
