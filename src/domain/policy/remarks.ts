import Big from 'big.js';
import { keptWith } from '../../kept-with.ts';
import type { Code } from '../code.ts';
import { isDecimal } from '../decimal.ts';
import { isInRange } from './compare.ts';
import { isNameOf, namesOf } from './disease-names.ts';
import type { RawValue, Remark, Tellable } from './found-evidence.ts';
import { isOfRange, type KnownKinds } from './kinds.ts';
import { isBefore, type Moment, momentOf } from './moment.ts';
import { holdsPhrase, isMadeOf } from './phrases.ts';
import type { CodeRange } from './policy.ts';
import { isOfOtherTime } from './remark-times.ts';
import type { FactDefinition, HarmlessRange, Interpretation, Qualifier } from './rulebook.ts';
import { isValueTold, numbersTold } from './told.ts';

/**
 * The first remark beside a value that may change what it means: words that are not understood,
 * prose that contradicts, a narrative that tells more than the data, a part that qualifies. What
 * automation can't read is for people.
 */
export function openRemark(
  definition: FactDefinition,
  remarks: readonly Remark[],
  { moment, value, amount: inUnit }: BesideRemarks,
): Remark | undefined {
  const amount = value?.kind === 'quantity' ? value.amount : undefined;
  return remarks.find((remark) => {
    switch (remark.form) {
      case 'beside':
        return qualifies(definition, remark, moment);
      case 'part':
        return isOpenPart(definition, remark);
      case 'when':
      case 'near':
      case 'during':
      case 'issued':
        return definition.understood !== undefined && isOfOtherTime(remark, moment);
      case 'name':
        return isOpenName(definition, remark, value);
      case 'judgement':
        return isOtherwiseJudged(definition, remark, inUnit);
      case 'visit':
        return isOtherVisit(definition, remark);
      case 'person':
        return isUnfit(definition, remark);
      case 'device':
        return isUnfitDevice(definition, remark);
      case 'told':
        return isTold(definition, remark, amount);
      case 'note':
        return isOpen(definition, withoutValue(remark, amount));
      default:
        return isOpen(definition, remark);
    }
  });
}

const NUMBER = /\p{Nd}+(?:[.,]\p{Nd}+)?/gu;

/** Signs that make a limit or a change of a number. */
const COMPARING = /[<>≤≥≈~±+←↑→↓]/u;

/** A note in which the value is repeated: "SpO2 86 % at rest". Other numbers stay. */
function withoutValue(note: Remark, amount: string | undefined): Remark {
  if (note.text === undefined || amount === undefined || !isDecimal(amount)) return note;
  if (COMPARING.test(note.text)) return note;
  const value = new Big(amount);
  const text = note.text.replace(NUMBER, (written) => {
    const number = written.replace(',', '.');
    return isDecimal(number) && value.eq(number) ? ' ' : written;
  });
  return { ...note, text };
}

/** True when a remark says that nothing is needed any more, whatever disease it stands beside. */
export function isEnded({ endedBy }: FactDefinition, remarks: readonly Remark[]): boolean {
  if (endedBy === undefined) return false;
  return remarks.some(({ text, code }) =>
    [text, code?.display].some((said) => said !== undefined && holdsPhrase(said, endedBy)),
  );
}

/** What remarks stand beside. */
export interface BesideRemarks {
  readonly moment: Moment;
  readonly value?: RawValue;
  /** The value in the unit of the fact. */
  readonly amount?: string;
}

function isOpen(definition: FactDefinition, remark: Remark): boolean {
  const { codes, sites = [] } = definition;
  const { form, text, code } = remark;
  const isHead = form === 'head';
  const understood = (isHead ? definition.heads : undefined) ?? definition.understood;
  if (form === 'sample' && isOtherSample(definition, code)) return true;
  const said = [text, code?.display].filter((one) => one !== undefined);
  if (isContradicted(definition, said)) return true;
  if (form === 'prose' || form === 'sample' || understood === undefined) return false;
  // What may stand beside a value is not what it is: a panel is known by its code alone.
  if (isHead && code !== undefined && isOneOf(definition.harmless, code)) return false;
  if (said.some((one) => !isMadeOf(one, understood))) return true;
  if (code === undefined) return said.length === 0;
  if (sites.some((range) => isInRange(code, range))) return false;
  if (isOneOf(codes, code)) return false;
  // The head of several has a code of its own; a value has none but those of the fact.
  if (!isHead && codes?.some(({ system }) => system === code.system) === true) return true;
  // A code of another system says what its words say; without words it says what nobody reads.
  return code.display === undefined;
}

function isOpenName(
  definition: FactDefinition,
  { text, code }: Remark,
  value: RawValue | undefined,
): boolean {
  const said = [text, code?.display].filter((one) => one !== undefined);
  if (isContradicted(definition, said)) return true;
  const codes = value?.kind === 'codes' ? value.codes : [];
  return !isNameOf(namesOf(definition, codes), said, code);
}

function isOneOf(ranges: readonly CodeRange[] | undefined, code: Code): boolean {
  return ranges?.some((range) => isInRange(code, range)) === true;
}

/** What a laboratory says of a value has to fit it; one that judges nothing is as good as none. */
function isOtherwiseJudged(
  definition: FactDefinition,
  { text, code }: Remark,
  amount: string | undefined,
): boolean {
  const { interpretations, understood } = definition;
  const said = [text, code?.display].filter((one) => one !== undefined);
  if (isContradicted(definition, said)) return true;
  if (interpretations === undefined || understood === undefined) return false;
  return !interpretations.some((row) => {
    const isMeant = code === undefined ? said.length > 0 : isInRange(code, row);
    return isMeant && said.every((one) => isMadeOf(one, row.words)) && isWithin(row, amount);
  });
}

function isWithin({ from, to }: Interpretation, amount: string | undefined): boolean {
  if (amount === undefined) return from === undefined && to === undefined;
  const value = new Big(amount);
  return (from === undefined || value.gte(from)) && (to === undefined || value.lte(to));
}

/** Who may not measure is known by a word of the name, or by a code of what they are. */
function isUnfit(definition: FactDefinition, { text, code }: Remark): boolean {
  const { words, codes } = definition.notBy ?? nobody;
  const said = [text, code?.display].filter((one) => one !== undefined);
  if (isContradicted(definition, said)) return true;
  if (said.some((one) => holdsPhrase(one, words))) return true;
  return code !== undefined && codes.some((range) => isOfRange(code, range));
}

/** A device may have any name, but none of what measures nothing that counts. */
function isUnfitDevice(definition: FactDefinition, { text = '' }: Remark): boolean {
  return isContradicted(definition, [text]) || holdsPhrase(text, definition.notWith ?? none);
}

/** A stay is known by its code, or its words are those of visits. */
function isOtherVisit(definition: FactDefinition, { text, code }: Remark): boolean {
  const { visits = [], told = none, understood } = definition;
  const said = [text, code?.display].filter((one) => one !== undefined);
  if (isContradicted(definition, said)) return true;
  if (understood === undefined) return false;
  // A code of a system whose visits are listed is of another stay, whatever it is called.
  const listed = visits.filter(({ system }) => system === code?.system);
  if (code !== undefined && listed.length > 0) return !isOneOf(listed, code);
  return said.length === 0 || !said.every((one) => isMadeOf(one, told));
}

function isContradicted(
  { contradictedBy = none }: FactDefinition,
  said: readonly string[],
): boolean {
  return said.some((one) => holdsPhrase(one, contradictedBy));
}

function isTold(definition: FactDefinition, remark: Remark, amount: string | undefined): boolean {
  const { tellable = noData } = remark;
  const byFact = toldRemarks(remark, () => new Map());
  const read = once(byFact, definition, () => readTold(definition, remark));
  return read === undefined || (amount !== undefined && !isValueTold(read, tellable, amount));
}

function readTold(
  definition: FactDefinition,
  { text = '', tellable = noData }: Remark,
): ReadonlySet<string> | undefined {
  if (isContradicted(definition, [text])) return undefined;
  const { told } = definition;
  return told === undefined ? noNumbers : numbersTold(text, tellable, told);
}

/** A part that says that all is as usual, or is of a kind that changes nothing; else it is open. */
function isOpenPart(definition: FactDefinition, remark: Remark): boolean {
  if (definition.understood === undefined) return false;
  const byFact = parts(remark, () => new Map());
  return once(byFact, definition, () => changes(definition, remark));
}

/** What many values have beside them is read once for each fact. */
const parts = keptWith<Remark, ByFact<boolean>>();
const toldRemarks = keptWith<Remark, ByFact<ReadonlySet<string> | undefined>>();

type ByFact<Read> = Map<FactDefinition, { readonly read: Read }>;

function once<Read>(byFact: ByFact<Read>, definition: FactDefinition, reader: () => Read): Read {
  const known = byFact.get(definition) ?? { read: reader() };
  byFact.set(definition, known);
  return known.read;
}

function changes(definition: FactDefinition, { codes = [], text, value }: Remark): boolean {
  const { qualifiedBy = [], harmless = [], codes: own = [], qualifierNames = none } = definition;
  const isOf = (range: CodeRange): boolean => codes.some((code) => isInRange(code, range));
  const displays = codes.flatMap(({ display }) => display ?? []);
  const said = text === undefined ? displays : [text, ...displays];
  const found = qualifiedBy.filter(isOf);
  if (found.length === 0) {
    if (isContradicted(definition, said)) return true;
    return !own.some(isOf) && !harmless.some((range) => isOf(range) && isMeasured(range, value));
  }
  // What qualifies is called as it is: a flow of none is still called a flow.
  const others = said.filter((one) => !isMadeOf(one, qualifierNames));
  return isContradicted(definition, others) || !isUsual(found, value);
}

/** What is never nothing was measured by something that failed where it is. */
function isMeasured({ above }: HarmlessRange, value: RawValue | undefined): boolean {
  if (above === undefined) return true;
  return value?.kind === 'quantity' && isDecimal(value.amount) && new Big(value.amount).gt(above);
}

function isOtherSample({ samples = [] }: FactDefinition, code: Remark['code']): boolean {
  const named = samples.filter(({ system }) => system === code?.system);
  return named.length > 0 && !named.some((range) => code !== undefined && isInRange(code, range));
}

/** A part, or a result of its own that may be of the same time, and says more than nothing. */
function qualifies({ qualifiedBy }: FactDefinition, remark: Remark, moment: Moment): boolean {
  const { code, value, observed } = remark;
  const found = (qualifiedBy ?? []).filter((range) => code !== undefined && isInRange(code, range));
  if (found.length === 0) return false;
  if (observed !== undefined) {
    const other = momentOf(observed.from, observed.at);
    if (isBefore(other, moment) || isBefore(moment, other)) return false;
  }
  return !isUsual(found, value);
}

function isUsual(found: readonly Qualifier[], value: RawValue | undefined): boolean {
  return found.some(({ unless }) => unless !== undefined && isAsUsual(value, unless));
}

type Usual = NonNullable<Qualifier['unless']>;

function isAsUsual(value: RawValue | undefined, usual: Usual): boolean {
  if (value?.kind !== 'quantity' || value.comparator !== undefined) return false;
  const { amount, unit = '', unitText } = value;
  const expected = Object.hasOwn(usual, unit) ? usual[unit] : undefined;
  if (expected === undefined || !isDecimal(amount)) return false;
  const isNamed = unitText === undefined || unitText.toLowerCase() === unit.toLowerCase();
  return isNamed && new Big(amount).eq(expected);
}

const none: readonly string[] = [];
const nobody: KnownKinds = { codes: [], words: none };
const noData: Tellable = { texts: [], amounts: [] };
const noNumbers: ReadonlySet<string> = new Set();
