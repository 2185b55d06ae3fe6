import type { KindAsSent } from '../../../domain/policy/kinds.ts';
import type { OrdererAsSent, ProviderAsSent } from '../../../domain/review/provider-as-sent.ts';
import { isAmong } from '../../../domain/same-identifier.ts';
import { present } from '../../../result.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import type { Json } from '../../json/json.ts';
import { object, objects, text } from '../read/element.ts';
import { pointed } from '../read/pointed.ts';
import { currentIdentifiers } from './identifiers.ts';
import { kindOf } from './kind-as-sent.ts';
import { isProvider, noProvider, providerOf, target } from './parties.ts';

/**
 * Who gave an order: by their records where they were sent along, else by a number and by what the
 * order calls them. Shape: undefined when the order names nobody.
 * Source: R4 requester of orders, NutritionOrder.orderer.
 */
export function ordererOf(bundle: RequestBundle, order: BundleEntry): OrdererAsSent | undefined {
  const given = object(order.resource.requester ?? order.resource.orderer);
  if (given === undefined) return undefined;
  const led = pointed(bundle, order, given);
  const provider = providerIn(bundle, order, given);
  const called = [text(given.display), ...(provider?.calledAs ?? [])];
  return present({
    provider,
    texts: [...new Set(called.filter((one) => one !== undefined))],
    kinds: led === undefined ? [] : kindsOf(bundle, led),
  });
}

function providerIn(
  bundle: RequestBundle,
  order: BundleEntry,
  given: Json,
): ProviderAsSent | undefined {
  const origin = order.expression;
  const identifiers = currentIdentifiers(bundle, [object(given)?.identifier ?? null]);
  const led = pointed(bundle, order, given);
  if (led !== undefined && isProvider(led)) {
    const sent = withName(providerOf(bundle, led), given);
    // The number beside a reference is theirs as well.
    const named = identifiers.filter((one) => !isAmong(sent.identifiers, one));
    return named.length === 0 ? sent : { ...sent, identifiers: [...sent.identifiers, ...named] };
  }
  if (identifiers.length === 0) return undefined;
  return withName({ ...noProvider(origin), identifiers }, given);
}

/** What a reference calls a provider is a name of theirs, too. */
function withName(sent: ProviderAsSent, given: Json): ProviderAsSent {
  const display = text(object(given)?.display);
  if (display === undefined) return sent;
  return { ...sent, calledAs: [...(sent.calledAs ?? []), display] };
}

/** What a provider is: of a role what its organization is, too. */
function kindsOf(bundle: RequestBundle, led: BundleEntry): readonly KindAsSent[] {
  const { specialty, code, type } = led.resource;
  const organization = led.type === 'PractitionerRole' && target(bundle, led, 'organization');
  const types = organization ? objects(organization.resource.type) : [];
  return [...objects(specialty), ...objects(code), ...objects(type), ...types].map((concept) =>
    kindOf(bundle, concept),
  );
}
