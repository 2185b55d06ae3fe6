import type { Identifier, LocalizedText } from '../../code.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import { isInForce, providersBy } from '../../provider/enrolled.ts';
import { npiSystem } from '../../provider/npi.ts';
import type { Provider } from '../../provider/provider.ts';
import { isAmong } from '../../same-identifier.ts';
import { partiesOf } from '../parties-of-provider.ts';
import type { ProviderAsSent } from '../review-request.ts';
import type { Found } from '../standing.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * Who asks and who is to give the care is enrolled with us, a role with its practitioner and its
 * organization, and each by all of its numbers: an approval carries nobody who was not checked.
 * Source: digest §4.6.
 */
export function performersCheck({ request, plan, found }: CheckContext): CheckTrace {
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
    const fault = faultOf(provider, found);
    if (fault === undefined) continue;
    const npi = npiOf(fault.identifiers);
    const name = npi === undefined ? other : { en: npi, es: npi };
    const { en, es } = said[fault.kind];
    return unclear('performers', `not known as enrolled: ${name.en}`, {
      en: `${who.en} names ${name.en}${en}`,
      es: `${who.es} nombra a ${name.es}${es}`,
    });
  }
  return passed('performers', team.length === 0 ? 'none named' : `${team.length} enrolled`);
}

const careTeam: LocalizedText = { en: 'the care team', es: 'el equipo de atención' };
const asker: LocalizedText = { en: 'the requester', es: 'el solicitante' };
const unnumbered: LocalizedText = {
  en: 'somebody without an NPI',
  es: 'alguien sin NPI',
};

interface Fault {
  readonly kind: 'unknown' | 'mixed';
  /** What we do not know, or not as theirs. */
  readonly identifiers: readonly Identifier[];
}

const said: Readonly<Record<Fault['kind'], LocalizedText>> = {
  unknown: {
    en: ', who is not enrolled with us on the day of the request',
    es: ', que no está inscrito con nosotros en ese día',
  },
  mixed: {
    en: ' beside the number of somebody else',
    es: ' junto al número de otra persona u organización',
  },
};

/** Why a provider is not known for sure as enrolled; undefined when it is. */
function faultOf(sent: ProviderAsSent, { providers, receivedOn }: Found): Fault | undefined {
  const known: Provider[] = [];
  for (const identifiers of partiesOf(sent)) {
    const [record] = providersBy(providers, identifiers).filter((one) =>
      isInForce(one, receivedOn),
    );
    if (record === undefined) return { kind: 'unknown', identifiers };
    const strange = identifiers.filter((one) => isOfAnother(one, record));
    if (strange.length > 0) return { kind: 'mixed', identifiers: strange };
    known.push(record);
  }
  const ours = known.flatMap(({ identifiers }) => identifiers);
  const strange = sent.identifiers.filter(
    (one) => !isAmong(ours, one) && providersBy(providers, [one]).length > 0,
  );
  return strange.length > 0 ? { kind: 'mixed', identifiers: strange } : undefined;
}

/** A number of a kind of which the record has its own, and this is none of them. */
function isOfAnother(sent: Identifier, { identifiers }: Provider): boolean {
  return identifiers.some(({ system }) => system === sent.system) && !isAmong(identifiers, sent);
}

/** By number: the name beside it is only the sender's word. */
function npiOf(identifiers: readonly Identifier[]): string | undefined {
  const npi = identifiers.find(({ system }) => system === npiSystem);
  return npi === undefined ? undefined : `NPI ${npi.value.slice(0, NPI_LENGTH)}`;
}

const NPI_LENGTH = 10;
