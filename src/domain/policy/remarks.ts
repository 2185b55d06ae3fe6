import Big from 'big.js';
import { isDecimal } from '../decimal.ts';
import { addDays, parseCivilDate } from '../time.ts';
import { isInRange } from './compare.ts';
import { isNameOf, namesOf } from './disease-names.ts';
import type { RawValue, Remark, Tellable } from './found-evidence.ts';
import { isBefore, type Moment, momentOf } from './moment.ts';
import { holdsPhrase, isMadeOf } from './phrases.ts';
import type { CodeRange } from './policy.ts';
import type { FactDefinition, Qualifier } from './rulebook.ts';
import { isValueTold, numbersTold } from './told.ts';

/**
 * The first remark beside a value that may change what it means: words that are not understood,
 * prose that contradicts, a narrative that tells more than the data, a part that qualifies. What
 * automation can't read is for people.
 */
export function openRemark(
  definition: FactDefinition,
  remarks: readonly Remark[],
  { moment, value }: BesideRemarks,
): Remark | undefined {
  const amount = value?.kind === 'quantity' ? value.amount : undefined;
  return remarks.find((remark) => {
    switch (remark.form) {
      case 'beside':
        return qualifies(definition, remark, moment);
      case 'part':
        return isOpenPart(definition, remark);
      case 'when':
        return definition.understood !== undefined && isOfOtherTime(remark, moment);
      case 'name':
        return isOpenName(definition, remark, value);
      case 'told':
        return isTold(definition, remark, amount);
      default:
        return isOpen(definition, remark);
    }
  });
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
}

function isOpen(definition: FactDefinition, remark: Remark): boolean {
  const { codes, understood, sites = [] } = definition;
  const { form, text, code } = remark;
  if (form === 'sample' && isOtherSample(definition, code)) return true;
  const said = [text, code?.display].filter((one) => one !== undefined);
  if (isContradicted(definition, said)) return true;
  if (form === 'prose' || form === 'sample' || understood === undefined) return false;
  if (said.some((one) => !isMadeOf(one, understood))) return true;
  if (code === undefined) return said.length === 0;
  if (sites.some((range) => isInRange(code, range))) return false;
  const named = (codes ?? []).filter(({ system }) => system === code.system);
  if (named.length > 0) return !named.some((range) => isInRange(code, range));
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

function isContradicted(
  { contradictedBy = none }: FactDefinition,
  said: readonly string[],
): boolean {
  return said.some((one) => holdsPhrase(one, contradictedBy));
}

function isTold(definition: FactDefinition, remark: Remark, amount: string | undefined): boolean {
  const { tellable = noData } = remark;
  const read = once(toldRemarks, definition, remark, () => readTold(definition, remark));
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
  return once(parts, definition, remark, () => changes(definition, remark));
}

type ByRemark<Read> = WeakMap<FactDefinition, WeakMap<Remark, { readonly read: Read }>>;

/** What many values have beside them is read once for each fact. */
const parts: ByRemark<boolean> = new WeakMap();
const toldRemarks: ByRemark<ReadonlySet<string> | undefined> = new WeakMap();

function once<Read>(
  cache: ByRemark<Read>,
  definition: FactDefinition,
  remark: Remark,
  reader: () => Read,
): Read {
  const ofFact = cache.get(definition) ?? new WeakMap<Remark, { readonly read: Read }>();
  cache.set(definition, ofFact);
  const known = ofFact.get(remark) ?? { read: reader() };
  ofFact.set(remark, known);
  return known.read;
}

function changes(definition: FactDefinition, { codes = [], text, value }: Remark): boolean {
  const { qualifiedBy = [], harmless = [], codes: own = [], told = none } = definition;
  const isOf = (range: CodeRange): boolean => codes.some((code) => isInRange(code, range));
  const displays = codes.flatMap(({ display }) => display ?? []);
  const said = text === undefined ? displays : [text, ...displays];
  const found = qualifiedBy.filter(isOf);
  if (found.length === 0)
    return isContradicted(definition, said) || ![...own, ...harmless].some(isOf);
  // What qualifies is called as it is: a flow of none is still called a flow.
  const others = said.filter((one) => !isMadeOf(one, told));
  return isContradicted(definition, others) || !isUsual(found, value);
}

/** A sample is taken when its result is observed, or on the day before. */
function isOfOtherTime({ observed }: Remark, moment: Moment): boolean {
  const taken = momentOf(observed?.from, observed?.at);
  if (!taken.isExact || isBefore(moment, taken)) return true;
  const last = parseCivilDate(moment.from.day);
  return last === undefined || taken.to.day < addDays(last, -1);
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
const noData: Tellable = { texts: [], amounts: [] };
const noNumbers: ReadonlySet<string> = new Set();
