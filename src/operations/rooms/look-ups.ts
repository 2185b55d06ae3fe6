import type { Identifier } from '../../domain/code.ts';
import type { MemberCoverage } from '../../domain/member/member.ts';
import type { ReviewRequest, TypedIdentifier } from '../../domain/review/review-request.ts';
import {
  allPlansKey,
  identifierKey,
  idKey,
  memberKeyOf,
  subscriberKey,
} from '../../ports/record-keys.ts';
import type { RecordLookup, StoreAnswer } from '../../ports/store.ts';

/** Keys of one kind that one request may look up; more than this is no honest request. */
const KEYS_MAX = 50;

/** The look-ups by what the request itself says: members, coverages, providers, the plans. */
export function lookUpsOf(request: ReviewRequest): readonly RecordLookup[] {
  const { patient, coverages, requester, careTeam } = request;
  const providers = [requester, ...careTeam.map(({ provider }) => provider)];
  const memberIds = [
    ...patient.identifiers,
    ...coverages.flatMap(({ identifiers }) => identifiers),
  ];
  const subscribers = coverages.flatMap(({ subscriberId }) => subscriberId ?? []);
  const coverageIds = coverages.flatMap(({ identifiers }) => identifiers);
  return [
    { kind: 'plan', keys: [allPlansKey] },
    { kind: 'member', keys: limited(complete(memberIds).map(identifierKey)) },
    {
      kind: 'coverage',
      keys: limited([
        ...complete(coverageIds).map(identifierKey),
        ...subscribers.map(subscriberKey),
      ]),
    },
    {
      kind: 'provider',
      keys: limited(providers.flatMap(({ identifiers }) => identifiers).map(identifierKey)),
    },
  ];
}

/** The look-ups that follow from those: the coverages of members, the members of coverages. */
export function relatedLookUps({ members, coverages }: StoreAnswer): readonly RecordLookup[] {
  return [
    { kind: 'coverage', keys: limited(members.map(({ key }) => memberKeyOf(key))) },
    { kind: 'member', keys: limited(coverages.map(({ memberKey }) => idKey(memberKey))) },
  ];
}

/** The members whose ledgers may matter. */
export function candidateMembers({ members, coverages }: StoreAnswer): readonly string[] {
  const keys = [
    ...members.map(({ key }) => key),
    ...coverages.map(({ memberKey }: MemberCoverage) => memberKey),
  ];
  return limited(keys);
}

function complete(identifiers: readonly TypedIdentifier[]): readonly Identifier[] {
  return identifiers.flatMap(({ system, value }) =>
    system === undefined || value === undefined ? [] : [{ system, value }],
  );
}

function limited(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)].slice(0, KEYS_MAX);
}
