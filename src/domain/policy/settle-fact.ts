import Big from 'big.js';
import { assertNever, present } from '../../result.ts';
import { ICD_10_CM, isIcd10Cm } from '../code/icd-10-cm.ts';
import type { Code } from '../code.ts';
import { addDays } from '../time.ts';
import { isInRange } from './compare.ts';
import type { FoundEvidence } from './found-evidence.ts';
import { isBefore, momentOf } from './moment.ts';
import { rawText } from './raw-text.ts';
import type { FactDefinition } from './rulebook.ts';
import type { Evidence, Fact, FactValue } from './trace.ts';
import { type EvidenceWindow, FOR_PEOPLE, isOpen, type Weighed, weigh } from './weigh-evidence.ts';

/**
 * Settles a fact from what was found: evidence about somebody else makes it unknown; what can't be
 * used does not count, and keeps from counting what it may be newer than; what was withdrawn is as
 * if it weren't there. Of the rest the definition says which counts.
 * Source: design §6; digest §5.1.
 */
export function settleFact(
  definition: FactDefinition,
  found: readonly FoundEvidence[],
  window: EvidenceWindow,
): Fact {
  const { id, choose: rule } = definition;
  const weighed = found
    .map((one) => weigh(definition, one, window))
    // What stands beside a fact and changes nothing is no evidence of it.
    .filter(({ excluded }) => excluded !== 'harmless');
  const evidence = weighed.map(toEvidence);
  if (weighed.some(({ excluded }) => excluded === 'other-subject')) {
    return { id, reason: 'foreign-subject', evidence };
  }
  const counted = weighed.filter(({ excluded }) => excluded === undefined);
  if (counted.length === 0) return { id, reason: whyNone(weighed), evidence };
  const contrary = contraryOf(definition, weighed, counted, window);
  if (contrary !== undefined) {
    const told = weighed.map((one) => toEvidence(one === contrary.of ? asTold(one) : one));
    return { id, reason: contrary.reason, evidence: told };
  }
  const open = weighed.filter(isOpen);
  if (isHidden(rule, counted, open)) return { id, reason: 'unreadable', evidence };
  const value = choose(rule, counted);
  if (value === undefined) return { id, reason: 'conflicting', evidence };
  const marked = evidence.map((one, index) => mark(one, weighed[index], value));
  const isPartial = rule === 'all' && open.length > 0 ? true : undefined;
  return present({ id, value, isPartial, evidence: marked });
}

/** What was not chosen stays in the list, and says that it was not. */
function mark(evidence: Evidence, weighed: Weighed | undefined, value: FactValue): Evidence {
  const isChosen = value.type === 'codes' || sameValue(weighed?.value, value);
  return isChosen || evidence.excluded !== undefined
    ? evidence
    : { ...evidence, excluded: 'not-chosen' };
}

function whyNone(weighed: readonly Weighed[]): NonNullable<Fact['reason']> {
  const ofFact = weighed.filter(({ found }) => found.isOther !== true);
  const isSaid = ofFact.some((one) => isOpen(one) || one.excluded === 'not-final');
  if (isSaid) return 'unreadable';
  return weighed.some(({ excluded }) => excluded === 'too-old') ? 'too-old' : 'no-evidence';
}

/** True when what is open may say the contrary of what would be chosen. */
function isHidden(
  rule: FactDefinition['choose'],
  counted: readonly Weighed[],
  open: readonly Weighed[],
): boolean {
  switch (rule) {
    case 'all':
      return false;
    case 'any-true':
      return open.length > 0 && !counted.some(isTrue);
    case 'lowest':
    case 'highest':
      return open.length > 0;
    case 'latest': {
      const latest = latestOf(counted);
      return open.some((one) => latest.some((other) => !isBefore(one.moment, other.moment)));
    }
    default:
      return assertNever(rule);
  }
}

function isTrue({ value }: Weighed): boolean {
  return value?.type === 'boolean' && value.value;
}

/** The value that counts; undefined when equally good evidence disagrees. */
function choose(
  rule: FactDefinition['choose'],
  counted: readonly Weighed[],
): FactValue | undefined {
  const values = counted.flatMap(({ value }) => (value === undefined ? [] : [value]));
  switch (rule) {
    case 'all':
      return { type: 'codes', codes: counted.flatMap(codesOf) };
    case 'any-true':
      return { type: 'boolean', value: counted.some(isTrue) };
    case 'latest': {
      const [first, ...more] = latestOf(counted).map(({ value }) => value);
      return more.every((one) => sameValue(one, first)) ? first : undefined;
    }
    case 'lowest':
      return extreme(values, -1);
    case 'highest':
      return extreme(values, 1);
    default:
      return assertNever(rule);
  }
}

/** Those that none of the others is known to be newer than. */
function latestOf(counted: readonly Weighed[]): readonly Weighed[] {
  return counted.filter(({ moment }) => !counted.some((other) => isBefore(moment, other.moment)));
}

/** What keeps a diagnosis that counts from being sure. */
interface Contrary {
  readonly reason: 'conflicting' | 'doubted';
  readonly of: Weighed;
}

/**
 * `conflicting` when a diagnosis that counts is said elsewhere to be past, unconfirmed or untrue,
 * or one is past whose end says that the need is over;
 * `doubted` when it is said elsewhere beside words that nobody has understood or of a time to come,
 * when a code takes back others, and when any of this is said in a system in which nothing else
 * speaks: it may be about anything.
 */
function contraryOf(
  definition: FactDefinition,
  weighed: readonly Weighed[],
  counted: readonly Weighed[],
  window: EvidenceWindow,
): Contrary | undefined {
  const said = counted.flatMap(codesOf);
  const found = weighed.flatMap((of): readonly Contrary[] => {
    const isOver = isNeedOver(definition, of, window);
    const reason = isOver ? 'conflicting' : reasonOf(definition.type, of, said);
    return reason === undefined ? [] : [{ reason, of }];
  });
  return found.find(({ reason }) => reason === 'conflicting') ?? found[0];
}

/** An end that nobody dates may have been today. */
function isNeedOver(
  { over }: FactDefinition,
  { found }: Weighed,
  { startOn }: EvidenceWindow,
): boolean {
  const { standing, value, endedAt } = found;
  if (over === undefined || standing !== 'ended' || value.kind !== 'codes') return false;
  const isOfNeed = value.codes.some((code) => over.codes.some((one) => isInRange(code, one)));
  return isOfNeed && momentOf(undefined, endedAt).to.day >= addDays(startOn, -over.days);
}

function reasonOf(
  type: FactDefinition['type'],
  { found, excluded, remark }: Weighed,
  said: readonly Code[],
): Contrary['reason'] | undefined {
  const { standing, value } = found;
  if (type === 'codes' && excluded !== undefined && FOR_PEOPLE.has(excluded)) return 'doubted';
  const isUntrue = standing === 'ended' || standing === 'doubted';
  const isUnsure = type === 'codes' && (excluded === 'future' || remark !== undefined);
  if (!isUntrue && !isUnsure) return undefined;
  const codes = value.kind === 'codes' ? value.codes : [];
  const comparable = codes.filter((code) => isFormed(code) && said.some(isOfSystem(code)));
  const isSame = comparable.some((code) => said.some((one) => isOneOfOther(one, code)));
  if (isSame) return isUntrue ? 'conflicting' : 'doubted';
  return comparable.length === 0 && standing !== 'ended' ? 'doubted' : undefined;
}

/** What the line did not name, and is told all the same, is told by what makes it unsure. */
function asTold(one: Weighed): Weighed {
  return one.remark === undefined ? one : { ...one, excluded: 'remark' };
}

function isFormed({ system, code }: Code): boolean {
  return system !== ICD_10_CM || isIcd10Cm(code);
}

function isOfSystem({ system }: Code): (other: Code) => boolean {
  return (other) => other.system === system;
}

/** True when two codes are one, or one lies within the other: `J44`, `J44.9`. */
function isOneOfOther(one: Code, other: Code): boolean {
  return isWithin(one, other) || isWithin(other, one);
}

function isWithin(code: Code, { system, code: whole }: Code): boolean {
  return isInRange(code, { system, codes: [whole], prefixes: [whole] });
}

function codesOf({ value }: Weighed): readonly Code[] {
  return value?.type === 'codes' ? value.codes : [];
}

function extreme(values: readonly FactValue[], sign: 1 | -1): FactValue | undefined {
  const amounts = values.flatMap((one) => (one.type === 'quantity' ? [one] : []));
  return amounts.reduce<(FactValue & { type: 'quantity' }) | undefined>(
    (best, one) =>
      best === undefined || new Big(one.amount).cmp(best.amount) === sign ? one : best,
    undefined,
  );
}

function sameValue(one: FactValue | undefined, other: FactValue | undefined): boolean {
  if (one?.type === 'quantity' && other?.type === 'quantity') {
    return one.unit === other.unit && new Big(one.amount).eq(other.amount);
  }
  return JSON.stringify(one) === JSON.stringify(other);
}

function toEvidence({ found, excluded, remark }: Weighed): Evidence {
  const { origin, value, observedAt, status, source } = found;
  return present({ origin, value: rawText(value), observedAt, status, source, excluded, remark });
}
