import Big from 'big.js';
import { isDecimal } from '../decimal.ts';
import { isInRange } from './compare.ts';
import type { RawValue, Remark } from './found-evidence.ts';
import { isBefore, type Moment, momentOf } from './moment.ts';
import { holdsPhrase, isMadeOf } from './phrases.ts';
import type { FactDefinition, Qualifier } from './rulebook.ts';

/**
 * The first remark beside a value that may change what it means: words that are not understood,
 * prose that contradicts, a part that qualifies. What automation can't read is for people.
 */
export function openRemark(
  definition: FactDefinition,
  remarks: readonly Remark[],
  moment: Moment,
): Remark | undefined {
  return remarks.find((remark) => isOpen(definition, remark, moment));
}

function isOpen(definition: FactDefinition, remark: Remark, moment: Moment): boolean {
  const { codes, understood, contradictedBy } = definition;
  const { form, text, code } = remark;
  if (form === 'beside') return qualifies(definition, remark, moment);
  if (form === 'sample' && isOtherSample(definition, code)) return true;
  const said = [text, code?.display].filter((one) => one !== undefined);
  if (said.some((one) => holdsPhrase(one, contradictedBy ?? none))) return true;
  if (form === 'prose' || form === 'sample' || understood === undefined) return false;
  if (said.some((one) => !isMadeOf(one, understood))) return true;
  if (code === undefined) return said.length === 0;
  const named = (codes ?? []).filter(({ system }) => system === code.system);
  if (named.length > 0) return !named.some((range) => isInRange(code, range));
  // A code of another system says what its words say; without words it says what nobody reads.
  return code.display === undefined;
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
  return !found.some(({ unless }) => unless !== undefined && isAsUsual(value, unless));
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
