import Big from 'big.js';
import { keptWith } from '../../kept-with.ts';
import { assertNever, present } from '../../result.ts';
import { ICD_10_CM, isIcd10Cm } from '../code/icd-10-cm.ts';
import type { Code } from '../code.ts';
import { isDecimal } from '../decimal.ts';
import { addDays, type CivilDate, type Instant } from '../time.ts';
import { isInRange } from './compare.ts';
import { isKnownDisease, isNameOf } from './disease-names.ts';
import type { Exclusion } from './exclusion.ts';
import type { FoundEvidence, RawValue, Remark } from './found-evidence.ts';
import { type Edge, lastsLonger, type Moment, momentOf } from './moment.ts';
import type { CodeRange } from './policy.ts';
import { isEnded, openRemark } from './remarks.ts';
import type { FactDefinition } from './rulebook.ts';
import type { FactValue } from './trace.ts';

/** What evidence is held against: the line that it is to speak for. */
export interface EvidenceWindow {
  /** The first day of the service. */
  readonly startOn: CivilDate;
  readonly today: CivilDate;
  readonly now: Instant;
  /** The diagnoses that the line names; empty: all of the request. */
  readonly diagnosisSequences: readonly number[];
  /** The supporting information that the line names; empty: all of the request. */
  readonly informationSequences: ReadonlySet<number>;
  /** Those that any line names. */
  readonly namedSequences?: readonly number[];
}

/** A piece of evidence with what it says in the fact's own terms, or why it does not count. */
export interface Weighed {
  readonly found: FoundEvidence;
  readonly moment: Moment;
  readonly value?: FactValue;
  readonly excluded?: Exclusion;
  /** The element that says what a person has to read. */
  readonly remark?: string;
}

/** Judges one piece of evidence by itself. */
export function weigh(
  definition: FactDefinition,
  found: FoundEvidence,
  window: EvidenceWindow,
): Weighed {
  const { moment, read, remark } = readingOf(definition, found);
  if (read === 'too-many') return { found, moment, excluded: read };
  if (found.isOther === true && remark === undefined)
    return { found, moment, excluded: 'harmless' };
  const isAhead = found.remarks.some((one) => isIssuedAhead(one, window));
  const ofTime = isAhead ? 'future' : ofOtherTime(definition, moment, window);
  const excluded = aboutOthers(found) ?? ofTime;
  const isElsewhere = isOfOtherLine(definition, found, window);
  if (isForPeople(definition, read) && (!isElsewhere || isOfAll(found, window))) {
    const isSaid = excluded === undefined || (excluded === 'not-final' && isThere(found, read));
    if (isSaid) return { found, moment, excluded: read };
  }
  if (excluded !== undefined) return { found, moment, excluded };
  if (isElsewhere) {
    return present({ found, moment, excluded: 'not-of-line' as const, remark: remark?.at });
  }
  if (isUnnamed(definition, found, window)) return { found, moment, excluded: 'not-named' };
  if (found.isAkin === true) return { found, moment, excluded: 'other-name' };
  if (found.isOther === true) return { found, moment, excluded: 'not-understood' };
  if (typeof read === 'string') return { found, moment, excluded: read };
  if (remark !== undefined) return { found, moment, excluded: 'remark', remark: remark.at };
  return { found, moment, value: read };
}

/** What a piece of evidence says, whatever line it is weighed for. */
interface Reading {
  readonly moment: Moment;
  readonly read: FactValue | Exclusion;
  readonly remark: Remark | undefined;
}

/** Read once, as long as the evidence lives: a request may have a thousand lines. */
const readings = keptWith<FoundEvidence, Map<FactDefinition, Reading>>();

function readingOf(definition: FactDefinition, found: FoundEvidence): Reading {
  const byFact = readings(found, () => new Map<FactDefinition, Reading>());
  const reading = byFact.get(definition) ?? readOf(definition, found);
  byFact.set(definition, reading);
  return reading;
}

function readOf(definition: FactDefinition, found: FoundEvidence): Reading {
  const moment = momentOf(found.observedFrom, found.observedAt);
  const isOver = isEnded(definition, found.remarks);
  const read = isOver ? 'otherwise' : inTermsOf(definition, found.value);
  const amount = typeof read === 'object' && read.type === 'quantity' ? read.amount : undefined;
  const beside = present({ moment, value: found.value, amount });
  const isOther = found.isOther === true;
  const remark = openRemark(isOther ? ofOthers(definition) : definition, found.remarks, beside);
  return { moment, read, remark };
}

/**
 * True when it does not count and might say the contrary of what does. A diagnosis that is past or
 * doubted says what it says.
 */
export function isOpen({ excluded, found }: Weighed): boolean {
  switch (excluded) {
    case 'not-final':
      return found.standing === 'open';
    case undefined:
    case 'withdrawn':
    case 'too-old':
    case 'not-of-line':
    case 'not-chosen':
    case 'harmless':
      return false;
    default:
      return true;
  }
}

function aboutOthers({ subject, standing }: FoundEvidence): Exclusion | undefined {
  if (standing === 'withdrawn') return 'withdrawn';
  if (subject === 'other') return 'other-subject';
  if (subject === 'none') return 'no-subject';
  return standing === 'final' ? undefined : 'not-final';
}

function ofOtherTime(
  { recencyDays, longestMinutes }: FactDefinition,
  moment: Moment,
  window: EvidenceWindow,
): Exclusion | undefined {
  const { from, to, isExact } = moment;
  if (recencyDays === undefined) {
    // A day's grace for what is no measurement: the sender's day may have begun before ours.
    const last = addDays(window.today, 1);
    return from.day > last || (isExact && to.day > last) ? 'future' : undefined;
  }
  if (isFuture(from, window) || (isExact && isFuture(to, window))) return 'future';
  const first = addDays(window.startOn, -recencyDays);
  if (to.day < first) return 'too-old';
  if (!isExact || from.day < first) return 'undated';
  return longestMinutes !== undefined && lastsLonger(moment, longestMinutes)
    ? 'too-long'
    : undefined;
}

/** What is told of a result can't be told tomorrow. */
function isIssuedAhead({ form, observed }: Remark, window: EvidenceWindow): boolean {
  return form === 'issued' && isFuture(momentOf(undefined, observed?.at).from, window);
}

const others = keptWith<FactDefinition, FactDefinition>();

/** A fact as it is held against results that it does not read: they have words of their own. */
function ofOthers(definition: FactDefinition): FactDefinition {
  return others(definition, () => present({ ...definition, ...definition.others }));
}

/** By the clock where a time is told: it may be tomorrow already where it was observed. */
function isFuture({ day, atMs }: Edge, { today, now }: EvidenceWindow): boolean {
  return atMs === undefined ? day > today : atMs > Date.parse(now) + CLOCKS_DIFFER_MS;
}

/** Clocks of honest senders differ by so much. */
const CLOCKS_DIFFER_MS = 300_000;

/** A line that names its diagnoses is judged by them alone. */
function isOfOtherLine(
  { type }: FactDefinition,
  { diagnosisSequence }: FoundEvidence,
  { diagnosisSequences }: EvidenceWindow,
): boolean {
  if (type !== 'codes' || diagnosisSequences.length === 0) return false;
  return diagnosisSequence === undefined || !diagnosisSequences.includes(diagnosisSequence);
}

/** A line that names its information rests on it alone; what it does not name is for people. */
function isUnnamed(
  { type }: FactDefinition,
  { informationSequences: named = [] }: FoundEvidence,
  { informationSequences }: EvidenceWindow,
): boolean {
  if (type === 'codes' || informationSequences.size === 0) return false;
  return !named.some((one) => informationSequences.has(one));
}

/** What no line names, as a Condition or a diagnosis of the request, is said of all of them. */
function isOfAll({ diagnosisSequence }: FoundEvidence, window: EvidenceWindow): boolean {
  const { namedSequences = [] } = window;
  return diagnosisSequence === undefined || !namedSequences.includes(diagnosisSequence);
}

/** Not what is over; what is not sure may be so. */
function isThere({ standing }: FoundEvidence, read: Exclusion): boolean {
  return standing === 'open' || (standing === 'doubted' && read === 'otherwise');
}

/** True for a diagnosis that may be anything, or is no disease: it may take back the others. */
function isForPeople({ type }: FactDefinition, read: FactValue | Exclusion): read is Exclusion {
  return type === 'codes' && typeof read === 'string' && FOR_PEOPLE.has(read);
}

/** Why such a diagnosis does not count. */
export const FOR_PEOPLE: ReadonlySet<Exclusion> = new Set(['otherwise', 'unlisted', 'unreadable']);

function inTermsOf(definition: FactDefinition, raw: RawValue): FactValue | Exclusion {
  switch (raw.kind) {
    case 'quantity':
      return definition.type === 'quantity' ? quantityOf(definition, raw) : 'unreadable';
    case 'boolean':
      return definition.type === 'boolean' ? { type: 'boolean', value: raw.value } : 'unreadable';
    case 'codes':
      return definition.type === 'codes' ? codesOf(definition, raw.codes) : 'unreadable';
    case 'date':
      return definition.type === 'date' ? { type: 'date', on: raw.on } : 'unreadable';
    case 'text':
      return isNameOf(definition.names ?? [], [raw.text], undefined) ? 'text' : 'unlisted';
    case 'absent':
      return 'no-value';
    case 'unreadable':
    case 'too-many':
      return raw.kind;
    default:
      return assertNever(raw);
  }
}

function codesOf(definition: FactDefinition, codes: readonly Code[]): FactValue | Exclusion {
  const isWritten = codes.every(({ system, code }) => system !== ICD_10_CM || isIcd10Cm(code));
  if (!isWritten) return 'code-form';
  const bySystem = new Map(codes.map(({ system, code }) => [system, code]));
  const isPlain = codes.every(({ system, code }) => bySystem.get(system) === code);
  if (!isPlain) return 'several-codes';
  const { headings = [], otherwise, names } = definition;
  const isIn = (ranges: readonly CodeRange[]) => (code: Code) =>
    ranges.some((range) => isInRange(code, range));
  const isBut = isIn(otherwise?.but ?? []);
  if (codes.filter(isIn(otherwise?.codes ?? [])).some((code) => !isBut(code))) return 'otherwise';
  const isNamed = codes.some(
    (code) => code.system === ICD_10_CM || isKnownDisease(definition, code),
  );
  if (names !== undefined && !isNamed) return 'unlisted';
  return codes.some(isIn(headings)) ? 'heading' : { type: 'codes', codes };
}

type RawQuantity = Extract<RawValue, { kind: 'quantity' }>;

function quantityOf(definition: FactDefinition, raw: RawQuantity): FactValue | Exclusion {
  const { unit, unitFactors, plausible } = definition;
  if (raw.comparator !== undefined) return 'comparator';
  if (raw.unit === undefined) return 'no-unit-code';
  if (!isDecimal(raw.amount) || unit === undefined) return 'unreadable';
  if (!isNamed(definition, raw.unit, raw.unitText)) return 'unit-differs';
  const factor = raw.unit === unit ? '1' : factorOf(unitFactors, raw.unit);
  if (factor === undefined) return 'unknown-unit';
  const amount = factor === '1' ? raw.amount : new Big(raw.amount).times(factor).toFixed();
  const isPlausible =
    plausible !== undefined &&
    new Big(amount).gte(plausible.from) &&
    new Big(amount).lte(plausible.to);
  return isPlausible ? { type: 'quantity', amount, unit } : 'implausible';
}

function factorOf(factors: FactDefinition['unitFactors'], unit: string): string | undefined {
  return factors !== undefined && Object.hasOwn(factors, unit) ? factors[unit] : undefined;
}

/** What is printed names the unit of the code, or nothing that we know contradicts it. */
function isNamed({ unitNames }: FactDefinition, code: string, text: string | undefined): boolean {
  if (text === undefined) return true;
  const names = unitNames !== undefined && Object.hasOwn(unitNames, code) ? unitNames[code] : [];
  return [code, ...(names ?? [])].some((name) => plain(name) === plain(text));
}

function plain(unit: string): string {
  return unit
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s[\]._]/gu, '');
}
