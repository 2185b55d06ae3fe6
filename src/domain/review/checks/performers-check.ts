import { keptWith } from '../../../kept-with.ts';
import type { Identifier, LocalizedText } from '../../code.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import { npiSystem } from '../../provider/npi.ts';
import type { ProviderAsSent } from '../provider-as-sent.ts';
import { faultOf, type ProviderFault } from '../provider-fault.ts';
import type { Found } from '../standing.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * Who asks and who is to give the care is enrolled with us, a role with its practitioner and its
 * organization, and each by all of its numbers and by its name: an approval carries nobody who
 * was not checked.
 * Source: digest §4.6.
 */
export function performersCheck({ request, plan, found, rulebook }: CheckContext): CheckTrace {
  const { careTeamSequences } = plan.line;
  const team = request.careTeam.filter(
    ({ scope, sequence }) => scope === 'request' || careTeamSequences.includes(sequence),
  );
  const named = [
    { provider: request.requester, who: asker, other: unnumbered },
    ...team.map(({ provider, sequence }) => ({
      ...{ provider, who: careTeam },
      other: { en: `no. ${sequence}`, es: `no. ${sequence}` },
    })),
  ];
  for (const { provider, who, other } of named) {
    const fault = keptFault(provider, found, rulebook.plainNames);
    if (fault === undefined) continue;
    const npi = npiOf(fault.identifiers);
    const name = npi === undefined ? other : { en: npi, es: npi };
    const { en, es } = said[fault.kind];
    return unclear('performers', `${details[fault.kind]}: ${name.en}`, {
      en: `${who.en} names ${name.en}${en}`,
      es: `${who.es} nombra a ${name.es}${es}`,
    });
  }
  return passed('performers', team.length === 0 ? 'none named' : `${team.length} enrolled`);
}

/** Of a provider and what was found: looked at once, however many lines and roles name them. */
const kept = keptWith<Found, Map<ProviderAsSent, ProviderFault | undefined>>();

function keptFault(
  provider: ProviderAsSent,
  found: Found,
  plainNames: readonly string[],
): ProviderFault | undefined {
  const byProvider = kept(found, () => new Map());
  if (!byProvider.has(provider)) byProvider.set(provider, faultOf(provider, found, plainNames));
  return byProvider.get(provider);
}

const careTeam: LocalizedText = { en: 'the care team', es: 'el equipo de atención' };
const asker: LocalizedText = { en: 'the requester', es: 'el solicitante' };
const unnumbered: LocalizedText = {
  en: 'somebody without an NPI',
  es: 'alguien sin NPI',
};

const details: Readonly<Record<ProviderFault['kind'], string>> = {
  unknown: 'not known as enrolled',
  mixed: 'not known as enrolled',
  misnamed: 'another name',
};
const said: Readonly<Record<ProviderFault['kind'], LocalizedText>> = {
  unknown: {
    en: ', who is not enrolled with us on the day of the request',
    es: ', que no está inscrito con nosotros en ese día',
  },
  mixed: {
    en: ' beside the number of somebody else',
    es: ' junto al número de otra persona u organización',
  },
  misnamed: {
    en: ' by a name that is not the one of our records',
    es: ' con un nombre que no es el de nuestros registros',
  },
};

/** By number: the name beside it is only the sender's word. */
function npiOf(identifiers: readonly Identifier[]): string | undefined {
  const npi = identifiers.find(({ system }) => system === npiSystem);
  return npi === undefined ? undefined : `NPI ${npi.value.slice(0, NPI_LENGTH)}`;
}

const NPI_LENGTH = 10;
