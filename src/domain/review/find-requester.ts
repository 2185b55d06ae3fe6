import type { Identifier } from '../code.ts';
import { isInForce, providersBy } from '../provider/enrolled.ts';
import { npiSystem, parseNpi } from '../provider/npi.ts';
import type { Provider } from '../provider/provider.ts';
import { isListed } from '../provider/submitter.ts';
import { isAmong } from '../same-identifier.ts';
import type { CivilDate } from '../time.ts';
import { askingIdentifiers } from './parties-of-provider.ts';
import type { RefusalKind } from './refusal.ts';
import type { StandingQuestion } from './standing-question.ts';

/** Who asks, as our records know them, and why they can't ask here; all reasons at once. */
export interface RequesterFinding {
  readonly provider?: Provider;
  readonly refusals: readonly RefusalKind[];
}

/**
 * Finds who asks among our providers, and whether the client may ask for them. A practitioner in a
 * role asks for the organization that the role names: that one has to be the client's and in
 * force, and nobody stands in for it.
 * Source: digest §4.6; X12 901 41, 43, 51, 52.
 */
export function findRequester(
  asked: StandingQuestion,
  receivedOn: CivilDate | undefined,
): RequesterFinding {
  const { request, records } = asked;
  const identifiers = askingIdentifiers(request.requester);
  const asking = providersBy(records.providers, identifiers);
  const provider = asking.find((one) => isInForce(one, receivedOn));
  const access: readonly RefusalKind[] = isClients(asked, asking) ? [] : ['requester-not-allowed'];
  if (provider !== undefined) return { provider, refusals: access };
  const npis = identifiers.filter(({ system }) => system === npiSystem);
  const hasBadNpi = npis.some(({ value }) => parseNpi(value) === undefined);
  const unknown = hasBadNpi ? 'provider-id-invalid' : 'provider-unknown';
  return { refusals: [asking.length > 0 ? 'provider-not-enrolled' : unknown, ...access] };
}

/** Our records decide whose an identifier is; only where there are none, the request does. */
function isClients(asked: StandingQuestion, asking: readonly Provider[]): boolean {
  const { submitter, records, request } = asked;
  if (submitter.kind === 'intermediary') return true;
  const registered = records.registrations
    .filter(({ role }) => role === 'provider')
    .map(({ identifier }) => identifier);
  const isOurs = (identifier: Identifier): boolean =>
    isListed(submitter, identifier) || isAmong(registered, identifier);
  const parties = asking.map(({ identifiers }) => identifiers);
  const named = parties.length > 0 ? parties : [askingIdentifiers(request.requester)];
  return named.every((identifiers) => identifiers.some(isOurs));
}
