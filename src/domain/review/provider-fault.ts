import type { Identifier } from '../code.ts';
import { wordsOf } from '../policy/phrases.ts';
import { isInForce, providersBy } from '../provider/enrolled.ts';
import type { Provider } from '../provider/provider.ts';
import { isAmong } from '../same-identifier.ts';
import { partiesOf } from './parties-of-provider.ts';
import type { ProviderAsSent } from './provider-as-sent.ts';
import type { Found } from './standing.ts';

/** Why a provider is not known for sure as one who is enrolled with us. */
export interface ProviderFault {
  readonly kind: 'unknown' | 'mixed' | 'misnamed';
  /** What we do not know, or not as theirs, or by another name. */
  readonly identifiers: readonly Identifier[];
}

/**
 * Why a provider is not known for sure as enrolled; undefined when each party of it is, by all of
 * its numbers and by a name that has a word of the record's, beside words that many have.
 * Source: digest §4.6.
 */
export function faultOf(
  sent: ProviderAsSent,
  { providers, receivedOn }: Pick<Found, 'providers' | 'receivedOn'>,
  plainNames: readonly string[],
): ProviderFault | undefined {
  const known: Provider[] = [];
  let isMisnamed = false;
  for (const { identifiers, calledAs } of partiesOf(sent)) {
    const [record] = providersBy(providers, identifiers).filter((one) =>
      isInForce(one, receivedOn),
    );
    if (record === undefined) return { kind: 'unknown', identifiers };
    const strange = identifiers.filter((one) => isOfAnother(one, record));
    if (strange.length > 0) return { kind: 'mixed', identifiers: strange };
    known.push(record);
    // Of a role, neither is known by the name of the other.
    const own = [namingWords(record.name, plainNames)];
    isMisnamed ||= calledAs.some((name) => !isNamedLike(name, own));
  }
  const ours = known.flatMap(({ identifiers }) => identifiers);
  const strange = sent.identifiers.filter(
    (one) => !isAmong(ours, one) && providersBy(providers, [one]).length > 0,
  );
  if (strange.length > 0) return { kind: 'mixed', identifiers: strange };
  const names = known.map(({ name }) => namingWords(name, plainNames));
  isMisnamed ||= (sent.calledAs ?? none).some((name) => !isNamedLike(name, names));
  return isMisnamed ? { kind: 'misnamed', identifiers: sent.identifiers } : undefined;
}

const none: readonly string[] = [];

/** So many characters of the names of one provider are kept and read. */
const NAMES_MAX = 500;

/** A number of a kind of which the record has its own, and this is none of them. */
function isOfAnother(sent: Identifier, { identifiers }: Provider): boolean {
  return identifiers.some(({ system }) => system === sent.system) && !isAmong(identifiers, sent);
}

/** True when a name has a word of one of the names. */
function isNamedLike(name: string, names: readonly ReadonlySet<string>[]): boolean {
  // Longer names are for people.
  if (name.length > NAMES_MAX) return false;
  const words = wordsOf(name);
  return words.length === 0 || names.some((known) => words.some((word) => known.has(word)));
}

/** The words by which a name is told apart; of a name that has none, all. */
function namingWords(name: string, plainNames: readonly string[]): ReadonlySet<string> {
  const words = wordsOf(name);
  const own = words.filter((word) => !plainNames.includes(word));
  return new Set(own.length > 0 ? own : words);
}
