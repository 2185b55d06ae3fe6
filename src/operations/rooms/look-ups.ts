import type { Identifier } from '../../domain/code.ts';
import type { MemberCoverage } from '../../domain/member/member.ts';
import type { ReviewRequest, TypedIdentifier } from '../../domain/review/review-request.ts';
import {
  identifierKey,
  idKey,
  memberKeyOf,
  registrationKey,
  subscriberKey,
} from '../../ports/record-keys.ts';
import type { RecordLookup, StoreAnswer } from '../../ports/store.ts';
import type { Problem } from '../../problem.ts';
import { fail, ok, type Result } from '../../result.ts';

/** Keys of one kind that one request may look up; more than this is no honest request. */
const KEYS_MAX = 50;

/** The look-ups by what the request itself says: who it is about, who asks or ordered, who pays. */
export function lookUpsOf(
  request: ReviewRequest,
  clientId: string,
): Result<readonly RecordLookup[], Problem> {
  const { patient, coverages, requester, insurer, careTeam, lines, claimOrders = [] } = request;
  const orders = [...lines.map(({ requestedOrder }) => requestedOrder), ...claimOrders];
  const ordering = orders.flatMap((order) => order?.orderer?.provider ?? []);
  const providers = [requester, ...careTeam.map(({ provider }) => provider), ...ordering];
  const ids = complete([patient, ...coverages].flatMap(({ identifiers }) => identifiers));
  const subscribers = coverages.flatMap(({ subscriberId }) => subscriberId ?? []);
  const payors = coverages.flatMap(({ payors: named = [] }) => named);
  const parties = [insurer, requester, ...payors].flatMap(({ identifiers }) => identifiers);
  return bounded([
    { kind: 'member', keys: ids.map(identifierKey) },
    { kind: 'coverage', keys: [...ids.map(identifierKey), ...subscribers.map(subscriberKey)] },
    {
      kind: 'provider',
      keys: providers.flatMap(({ identifiers }) => identifiers).map(identifierKey),
    },
    { kind: 'registration', keys: parties.map((party) => registrationKey(clientId, party)) },
  ]);
}

/**
 * The look-ups that follow from those: the coverages of members, the plans of coverages, and the
 * members of coverages that were not found yet.
 */
export function relatedLookUps({
  members,
  coverages,
}: StoreAnswer): Result<readonly RecordLookup[], Problem> {
  const known = new Set(members.map(({ key }) => key));
  const unknown = coverages.filter(({ memberKey }) => !known.has(memberKey));
  return bounded([
    { kind: 'coverage', keys: members.map(({ key }) => memberKeyOf(key)) },
    { kind: 'member', keys: unknown.map(({ memberKey }) => idKey(memberKey)) },
    planLookUp(coverages),
  ]);
}

/** The plans of coverages. A payer has thousands: never all. */
export function planLookUp(coverages: readonly MemberCoverage[]): RecordLookup {
  return { kind: 'plan', keys: distinct(coverages.map(({ planId }) => idKey(planId))) };
}

/** The members whose ledgers may matter; as many as their look-ups. */
export function candidateMembers({ members, coverages }: StoreAnswer): readonly string[] {
  return distinct([
    ...members.map(({ key }) => key),
    ...coverages.map(({ memberKey }) => memberKey),
  ]);
}

function complete(identifiers: readonly TypedIdentifier[]): readonly Identifier[] {
  return identifiers.flatMap(({ system, value }) =>
    system === undefined || value === undefined ? [] : [{ system, value }],
  );
}

/** What is cut off would never be missed: too many keys are told, not shortened. */
function bounded(lookUps: readonly RecordLookup[]): Result<readonly RecordLookup[], Problem> {
  const asked = lookUps.map(({ kind, keys }) => ({ kind, keys: distinct(keys) }));
  const over = asked.find(({ keys }) => keys.length > KEYS_MAX);
  if (over === undefined) return ok(asked);
  const detail = `More than ${KEYS_MAX} keys of kind ${over.kind} would have to be looked up.`;
  return fail({ code: 'too-many-records', detail });
}

function distinct(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)];
}
