import type { Identifier } from '../code.ts';
import { parseNpi } from '../provider/npi.ts';
import type { Provider } from '../provider/provider.ts';
import { isSameProvider } from '../provider/same-provider.ts';
import { isListed } from '../provider/submitter.ts';
import { type CivilDate, spanIncludes } from '../time.ts';
import type { RefusalKind } from './refusal.ts';
import type { ReviewRequest } from './review-request.ts';
import type { StandingQuestion } from './standing-question.ts';

/** Who asks, as our records know them, and why they can't ask here; all reasons at once. */
export interface RequesterFinding {
  readonly provider?: Provider;
  readonly refusals: readonly RefusalKind[];
}

/**
 * Finds who asks among our providers, and whether the client may ask for them. A practitioner in a
 * role asks for the organization that the role names: that one has to be the client's.
 * Source: digest §4.6; X12 901 41, 43, 51, 52.
 */
export function findRequester(
  asked: StandingQuestion,
  receivedOn: CivilDate | undefined,
): RequesterFinding {
  const { request, records } = asked;
  const known = providersBy(records.providers, request.requester.identifiers);
  const asking = providersBy(known, askingIdentifiers(request));
  const inForce = [...asking, ...known].filter((one) => isInForce(one, receivedOn));
  const [provider] = inForce;
  const access: readonly RefusalKind[] = isClients(asked, asking) ? [] : ['requester-not-allowed'];
  if (provider !== undefined) return { provider, refusals: access };
  const hasBadNpi = request.requester.npis.some((npi) => parseNpi(npi) === undefined);
  const unknown = hasBadNpi ? 'provider-id-invalid' : 'provider-unknown';
  return { refusals: [known.length > 0 ? 'provider-not-enrolled' : unknown, ...access] };
}

function isInForce({ span, isActive }: Provider, on: CivilDate | undefined): boolean {
  return isActive !== false && (on === undefined || spanIncludes(span, on));
}

function askingIdentifiers({ requester }: ReviewRequest): readonly Identifier[] {
  return requester.organizationIdentifiers ?? requester.identifiers;
}

/** Our records decide whose an identifier is; only where there are none, the request does. */
function isClients(asked: StandingQuestion, asking: readonly Provider[]): boolean {
  const { submitter, records, request } = asked;
  if (submitter.kind === 'intermediary') return true;
  const registered = records.registrations.filter(({ role }) => role === 'provider');
  const isOurs = (identifier: Identifier): boolean =>
    isListed(submitter, identifier) || registered.some((one) => isSame(one.identifier, identifier));
  const parties = asking.map(({ identifiers }) => identifiers);
  const named = parties.length > 0 ? parties : [askingIdentifiers(request)];
  return named.every((identifiers) => identifiers.some(isOurs));
}

function providersBy(
  providers: readonly Provider[],
  identifiers: readonly Identifier[],
): readonly Provider[] {
  return providers.filter((record) => isSameProvider(identifiers, record));
}

function isSame(one: Identifier, other: Identifier): boolean {
  return one.system === other.system && one.value === other.value;
}
