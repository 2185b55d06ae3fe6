import type { Identifier } from '../code.ts';
import type { CoverageAsSent, ReviewRequest, TypedIdentifier } from '../review/review-request.ts';
import { areShared, isAmong } from '../same-identifier.ts';
import { focalCoverages } from './focal-coverages.ts';
import { type Identity, identifyPerson } from './identify-person.ts';
import type { Member, MemberCoverage } from './member.ts';
import type { MemberDoubt } from './member-doubt.ts';
import { isSameDependent } from './same-dependent.ts';

/** Payer records that a request's identifiers lead to. */
export interface MemberRecords {
  readonly members: readonly Member[];
  readonly coverages: readonly MemberCoverage[];
}

/** Whom a request is about; `by` names the identifiers that led there. */
export type MemberMatch =
  | {
      readonly kind: 'match';
      readonly member: Member;
      readonly by: string;
      /** Empty when nothing is left to be confirmed. */
      readonly doubts: readonly MemberDoubt[];
    }
  | { readonly kind: 'ambiguous' | 'contradicted'; readonly by: string }
  | { readonly kind: 'not-found' };

/**
 * Finds the one member whom the request is about. Only identifiers find somebody: member ids of
 * patient and coverage, coverage id, subscriber id with dependent number, the sole untyped
 * identifier; all that lead to somebody have to lead to the same. Demographics only confirm: a hit
 * that they contradict is no match, one that they leave open is for a person.
 * Source: digest §4.2; PAS digest §7 no. 16.
 */
export function matchMember(request: ReviewRequest, records: MemberRecords): MemberMatch {
  const ways = waysOf(request, records);
  const leading = ways.filter(({ members }) => members.length > 0);
  const [first, ...others] = leading;
  if (first === undefined) return { kind: 'not-found' };
  const by = leading.map((way) => way.by).join(', ');
  const led = first.members.filter((one) => others.every(({ members }) => members.includes(one)));
  // Identifiers of two members in one request.
  if (led.length === 0) return { kind: 'ambiguous', by };
  const compared = led.map((member) => ({
    member,
    identity: identifyPerson(request.patient, member, isByMemberId(request, member)),
  }));
  const of = (outcome: Identity['outcome']) =>
    compared.filter(({ identity }) => identity.outcome === outcome);
  const fitting = of('confirmed').length > 0 ? of('confirmed') : of('uncertain');
  const [found, ...more] = fitting;
  if (found === undefined) return { kind: led.length > 1 ? 'ambiguous' : 'contradicted', by };
  if (more.length > 0) return { kind: 'ambiguous', by };
  const { member, identity } = found;
  const doubts = [
    ...personDoubts(identity),
    ...ways.filter((way) => isIdle(way, ownKnown(member, records), ways)).map(idleDoubt),
    ...request.coverages.flatMap((sent) => coverageDoubts(sent, member, records)),
    ...recordDoubts(member),
  ];
  return { kind: 'match', member, by, doubts };
}

/** One identifier of the request, and the members that it leads to. */
interface Way {
  readonly by: string;
  /** True when it has to lead to somebody. */
  readonly isNeeded: boolean;
  /** What it says, as far as it can also be compared without its system. */
  readonly identifier?: TypedIdentifier;
  readonly members: readonly Member[];
}

function waysOf(request: ReviewRequest, records: MemberRecords): readonly Way[] {
  const focal = focalCoverages(request);
  const { identifiers } = request.patient;
  const elsewhere = request.coverages.filter((one) => !focal.includes(one)).flatMap(identifiersOf);
  const lead = (by: string, isNeeded: boolean) => (identifier: TypedIdentifier) => ({
    ...{ by, identifier, members: leadBy(identifier, records) },
    isNeeded: isNeeded && identifier.value !== undefined && !isAmong(elsewhere, identifier),
  });
  return [
    ...identifiers.filter(isMemberId).map(lead('member id', true)),
    ...focal.flatMap(identifiersOf).filter(isMemberId).map(lead('member id of coverage', true)),
    ...focal
      .flatMap(identifiersOf)
      .filter((one) => !isMemberId(one))
      .map(lead('coverage id', false)),
    ...focal.flatMap((coverage) => subscriberWay(coverage, records)),
    ...soleUntyped(identifiers).map(lead('untyped patient identifier', false)),
  ];
}

function subscriberWay(sent: CoverageAsSent, records: MemberRecords): readonly Way[] {
  const { subscriberId, dependentNumber } = sent;
  if (subscriberId === undefined) return [];
  const coverages = records.coverages.filter(
    (known) => known.subscriberId === subscriberId && isSameDependent(dependentNumber, known),
  );
  const by = dependentNumber === undefined ? 'subscriber id' : 'subscriber id and dependent number';
  return [{ by, isNeeded: true, members: membersOf(coverages, records) }];
}

function leadBy(sent: TypedIdentifier, records: MemberRecords): readonly Member[] {
  const own = records.members.filter(({ memberIds }) => isAmong(memberIds, sent));
  const coverages = records.coverages.filter(({ identifiers }) => isAmong(identifiers, sent));
  return [...new Set([...own, ...membersOf(coverages, records)])];
}

function membersOf(
  coverages: readonly MemberCoverage[],
  { members }: MemberRecords,
): readonly Member[] {
  const valid = coverages.filter(({ withdrawn }) => withdrawn !== 'entered-in-error');
  return members.filter(({ key }) => valid.some(({ memberKey }) => memberKey === key));
}

/** True when the member id of the request is the member's own. */
function isByMemberId(request: ReviewRequest, { memberIds }: Member): boolean {
  const sent = [request.patient, ...focalCoverages(request)].flatMap(identifiersOf);
  return sent.some((one) => isMemberId(one) && isAmong(memberIds, one));
}

function soleUntyped(identifiers: readonly TypedIdentifier[]): readonly TypedIdentifier[] {
  const untyped = identifiers.filter(({ type }) => type === undefined);
  return untyped.length === 1 ? untyped : [];
}

function isMemberId({ type }: TypedIdentifier): boolean {
  return type === 'MB';
}

function identifiersOf(one: {
  readonly identifiers: readonly TypedIdentifier[];
}): readonly TypedIdentifier[] {
  return one.identifiers;
}

/** All identifiers by which we know a member. */
function ownKnown(member: Member, { coverages }: MemberRecords): readonly Identifier[] {
  const own = coverages.filter(({ memberKey }) => memberKey === member.key);
  return [...member.memberIds, ...own.flatMap(({ identifiers }) => identifiers)];
}

/**
 * An identifier that should lead to the member and does not; without a system its value counts.
 * Another company's number says nothing, as long as one of ours stands beside it.
 */
function isIdle(way: Way, known: readonly Identifier[], ways: readonly Way[]): boolean {
  const { by, isNeeded, identifier, members } = way;
  if (!isNeeded || members.length > 0) return false;
  if (identifier === undefined) return true;
  const { system, value } = identifier;
  if (system === undefined) return !known.some((one) => one.value === value);
  if (known.some((one) => one.system === system)) return true;
  return !ways.some((one) => one.by === by && one.members.length > 0);
}

function idleDoubt({ by }: Way): MemberDoubt {
  return { kind: 'identifier', by };
}

function personDoubts({ outcome, doubts }: Identity): readonly MemberDoubt[] {
  return outcome === 'confirmed' ? [] : [{ kind: 'person', traits: doubts }];
}

function coverageDoubts(
  sent: CoverageAsSent,
  member: Member,
  records: MemberRecords,
): readonly MemberDoubt[] {
  const { origin, isOfPatient, isOfOtherSubscriber } = sent;
  const isRelated = isRelatedAs(sent, member, records);
  return [
    ...(isOfPatient === true ? [] : [{ kind: 'beneficiary' as const, origin }]),
    ...(isOfOtherSubscriber === true ? [{ kind: 'subscriber' as const, origin }] : []),
    ...(isRelated ? [] : [{ kind: 'relationship' as const, origin }]),
  ];
}

/** False when a coverage makes a child of the subscriber of our record, or the reverse. */
function isRelatedAs(sent: CoverageAsSent, { key }: Member, { coverages }: MemberRecords): boolean {
  const { subscriberId, selfAnswers = [] } = sent;
  const known = coverages.filter(
    (one) =>
      one.memberKey === key &&
      (one.subscriberId === subscriberId || areShared(one.identifiers, sent.identifiers)),
  );
  return known.every(
    ({ isOfSubscriber }) => isOfSubscriber === undefined || !selfAnswers.includes(!isOfSubscriber),
  );
}

function recordDoubts(member: Member): readonly MemberDoubt[] {
  const { isDeceased, isActive, isReplaced } = member;
  return [
    ...(isDeceased === true ? [{ kind: 'deceased' as const }] : []),
    ...(isActive === false ? [{ kind: 'inactive' as const }] : []),
    ...(isReplaced === true ? [{ kind: 'replaced' as const }] : []),
  ];
}
