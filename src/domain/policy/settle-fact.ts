import Big from 'big.js';
import { assertNever, present } from '../../result.ts';
import { addDays, type CivilDate, parseCivilDate } from '../time.ts';
import type { FoundEvidence, RawValue } from './found-evidence.ts';
import type { FactDefinition } from './rulebook.ts';
import type { Evidence, Fact, FactValue } from './trace.ts';

/** The dates that evidence is held against. */
export interface EvidenceWindow {
  /** The first day of the service. */
  readonly startOn: CivilDate;
  readonly today: CivilDate;
}

/** A piece of evidence with what it says in the fact's own terms, or why it does not count. */
interface Weighed {
  readonly found: FoundEvidence;
  readonly value?: FactValue;
  readonly excluded?: string;
}

/**
 * Settles a fact from what was found: evidence about somebody else makes it unknown; what is not
 * final, undated, too old, in the future or in another unit does not count; of the rest the
 * definition says which one does. Source: design §6; digest §5.1.
 */
export function settleFact(
  definition: FactDefinition,
  found: readonly FoundEvidence[],
  window: EvidenceWindow,
): Fact {
  const { id } = definition;
  const weighed = found.map((one) => weigh(definition, one, window));
  const evidence = weighed.map(toEvidence);
  if (found.some(({ subject }) => subject === 'other')) {
    return { id, reason: 'foreign-subject', evidence };
  }
  const counted = weighed.filter(({ excluded }) => excluded === undefined);
  if (counted.length === 0) return { id, reason: whyNone(weighed), evidence };
  // What is newer and can't be used may say the contrary of what would be chosen.
  if (definition.choose === 'latest' && hidesNewer(weighed, counted)) {
    return { id, reason: 'unreadable', evidence };
  }
  const value = choose(definition.choose, counted);
  return value === undefined
    ? { id, reason: 'conflicting', evidence }
    : { id, value, evidence: evidence.map((one, index) => mark(one, weighed[index], value)) };
}

/** What was not chosen stays in the list, and says that it was not. */
function mark(evidence: Evidence, weighed: Weighed | undefined, value: FactValue): Evidence {
  const isChosen = value.type === 'codes' || sameValue(weighed?.value, value);
  return isChosen || evidence.excluded !== undefined
    ? evidence
    : { ...evidence, excluded: 'another piece of evidence was chosen' };
}

function whyNone(weighed: readonly Weighed[]): NonNullable<Fact['reason']> {
  if (weighed.some(({ excluded }) => excluded === tooOld || excluded === undated)) return 'too-old';
  return weighed.length === 0 ? 'no-evidence' : 'unreadable';
}

const tooOld = 'too old for the start of the service';
const undated = 'it has no exact date';
const unusable = 'its value or unit is not one that can be used';

function weigh(definition: FactDefinition, found: FoundEvidence, window: EvidenceWindow): Weighed {
  const excluded = whyExcluded(definition, found, window);
  if (excluded !== undefined) return { found, excluded };
  const value = inTermsOf(definition, found.value);
  return value === undefined ? { found, excluded: unusable } : { found, value };
}

function whyExcluded(
  { recencyDays }: FactDefinition,
  { subject, isFinal, status, observedAt }: FoundEvidence,
  { startOn, today }: EvidenceWindow,
): string | undefined {
  if (subject === 'other') return 'it is about somebody else';
  if (subject === 'none') return 'it does not say whom it is about';
  if (!isFinal) return `its status is ${status ?? 'missing'}`;
  const on = parseCivilDate((observedAt ?? '').slice(0, 10));
  if (on === undefined) return recencyDays === undefined ? undefined : undated;
  // A day's grace: the sender's day may have begun before the payer's.
  if (on > addDays(today, 1)) return 'it lies in the future';
  if (recencyDays !== undefined && on < addDays(startOn, -recencyDays)) return tooOld;
  return undefined;
}

function inTermsOf(definition: FactDefinition, raw: RawValue): FactValue | undefined {
  switch (raw.kind) {
    case 'quantity': {
      if (definition.type !== 'quantity' || definition.unit === undefined) return undefined;
      const amount = convert(definition, raw);
      return amount === undefined ? undefined : { type: 'quantity', amount, unit: definition.unit };
    }
    case 'boolean':
      return definition.type === 'boolean' ? { type: 'boolean', value: raw.value } : undefined;
    case 'code':
      return definition.type === 'codes' ? { type: 'codes', codes: [raw.code] } : undefined;
    case 'date':
      return definition.type === 'date' ? { type: 'date', on: raw.on } : undefined;
    case 'unreadable':
      return undefined;
    default:
      return assertNever(raw);
  }
}

const DECIMAL = /^-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,2})?$/u;

function convert(
  { unit, unitFactors }: FactDefinition,
  raw: Extract<RawValue, { kind: 'quantity' }>,
): string | undefined {
  const isExact = raw.comparator === undefined && DECIMAL.test(raw.amount);
  if (!isExact || raw.unit === undefined) return undefined;
  if (raw.unit === unit) return raw.amount;
  const isKnown = unitFactors !== undefined && Object.hasOwn(unitFactors, raw.unit);
  const factor = isKnown ? unitFactors[raw.unit] : undefined;
  return factor === undefined ? undefined : new Big(raw.amount).times(factor).toFixed();
}

/** The value that counts; undefined when equally good evidence disagrees. */
function choose(
  rule: FactDefinition['choose'],
  counted: readonly Weighed[],
): FactValue | undefined {
  const values = counted.flatMap(({ value }) => (value === undefined ? [] : [value]));
  switch (rule) {
    case 'all':
      return {
        type: 'codes',
        codes: values.flatMap((one) => (one.type === 'codes' ? one.codes : [])),
      };
    case 'any-true':
      return { type: 'boolean', value: values.some((one) => one.type === 'boolean' && one.value) };
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

/** Those of the last day; of them the last by the clock, when each tells its time. */
function latestOf(counted: readonly Weighed[]): readonly Weighed[] {
  const lastDay = counted.reduce((last, { found }) => later(last, dayOf(found)), '');
  const ofDay = counted.filter(({ found }) => dayOf(found) === lastDay);
  if (ofDay.some(({ found }) => !/T/u.test(found.observedAt ?? ''))) return ofDay;
  const newest = ofDay.reduce((last, { found }) => Math.max(last, timeOf(found)), -Infinity);
  return ofDay.filter(({ found }) => timeOf(found) === newest);
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

/** The day as it was written, where the observer was. */
function dayOf({ observedAt }: FoundEvidence): string {
  return (observedAt ?? '').slice(0, 10);
}

function hidesNewer(weighed: readonly Weighed[], counted: readonly Weighed[]): boolean {
  const lastDay = counted.reduce((last, { found }) => later(last, dayOf(found)), '');
  return weighed.some(({ found, excluded }) => excluded === unusable && dayOf(found) >= lastDay);
}

function timeOf({ observedAt }: FoundEvidence): number {
  const time = Date.parse(observedAt ?? '');
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time;
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

function toEvidence({ found, excluded }: Weighed): Evidence {
  const { origin, value, observedAt, status, source } = found;
  return present({ origin, value: rawText(value), observedAt, status, source, excluded });
}

function rawText(raw: RawValue): string {
  switch (raw.kind) {
    case 'quantity':
      return `${raw.comparator ?? ''}${raw.amount} ${raw.unit ?? raw.unitText ?? ''}`.trim();
    case 'boolean':
      return String(raw.value);
    case 'code':
      return raw.code.code;
    case 'date':
      return raw.on;
    case 'unreadable':
      return '';
    default:
      return assertNever(raw);
  }
}
