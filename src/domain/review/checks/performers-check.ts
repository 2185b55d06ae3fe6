import type { CheckTrace } from '../../policy/trace.ts';
import { isSameProvider } from '../../provider/same-provider.ts';
import { spanIncludes } from '../../time.ts';
import type { CareTeamMember, ProviderAsSent } from '../review-request.ts';
import type { Found } from '../standing.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * Who is to give the care, when it is another than who asks, is enrolled with us as well: an
 * approval carries nobody who was not checked. Source: digest §4.6.
 */
export function performersCheck({ request, plan, found }: CheckContext): CheckTrace {
  const { careTeamSequences } = plan.line;
  const team = request.careTeam.filter(
    ({ scope, sequence }) => scope === 'request' || careTeamSequences.includes(sequence),
  );
  const open = team.find(({ provider }) => !isEnrolled(provider, found));
  if (open === undefined) {
    return passed('performers', team.length === 0 ? 'none named' : `${team.length} enrolled`);
  }
  const name = nameOf(open);
  return unclear('performers', `not known as enrolled: ${name}`, {
    en: `the care team names ${name}, who is not enrolled with us on the day of the request`,
    es: `el equipo de atención nombra a ${name}, que no está inscrito con nosotros en ese día`,
  });
}

function isEnrolled(provider: ProviderAsSent, { providers, receivedOn }: Found): boolean {
  return providers.some(
    (record) =>
      isSameProvider(provider.identifiers, record) &&
      record.isActive !== false &&
      spanIncludes(record.span, receivedOn),
  );
}

/** By number: the name beside it is only the sender's word. */
function nameOf({ sequence, provider: { npis } }: CareTeamMember): string {
  const [npi] = npis;
  return npi === undefined ? `no. ${sequence}` : `NPI ${npi.slice(0, NPI_LENGTH)}`;
}

const NPI_LENGTH = 10;
