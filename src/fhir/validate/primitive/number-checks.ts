import { type Json, JsonDecimal } from '../../json/json.ts';
import {
  doubtful,
  NOT_A_BOOLEAN,
  NOT_A_NUMBER,
  type PrimitiveCheck,
  type PrimitiveFault,
  wrongFormat,
} from './primitive-fault.ts';

const INTEGER_MAX = 2147483647;
const INTEGER_MIN = -2147483648;
const DIGITS_MAX = 18;
const EXPONENT_MAX = 9999;

const MANY_DIGITS = doubtful('has more digits, or a larger exponent, than systems commonly keep');

/** boolean: true or false. */
export function checkBoolean(value: Json): PrimitiveFault | undefined {
  return typeof value === 'boolean' ? undefined : NOT_A_BOOLEAN;
}

/** integer: a whole number of 32 bits. */
export const checkInteger: PrimitiveCheck = wholeNumber(INTEGER_MIN, 'a whole number of 32 bits');

/** unsignedInt: a whole number of 31 bits, not negative. */
export const checkUnsignedInt: PrimitiveCheck = wholeNumber(
  0,
  'a whole number from 0 to 2147483647',
);

/** positiveInt: a whole number of 31 bits above zero. */
export const checkPositiveInt: PrimitiveCheck = wholeNumber(
  1,
  'a whole number from 1 to 2147483647',
);

/** decimal: any number; more digits than systems keep are doubtful. */
export function checkDecimal(value: Json): PrimitiveFault | undefined {
  if (typeof value === 'number') return undefined;
  if (!(value instanceof JsonDecimal)) return NOT_A_NUMBER;
  return isCommon(value.text) ? undefined : MANY_DIGITS;
}

function wholeNumber(min: number, name: string): PrimitiveCheck {
  const fault = wrongFormat(`is not ${name}, written without point and exponent`);
  return (value) => {
    if (typeof value === 'number') {
      return Number.isInteger(value) && value >= min && value <= INTEGER_MAX ? undefined : fault;
    }
    if (!(value instanceof JsonDecimal)) return NOT_A_NUMBER;
    return value.text === '-0' && min < 0 ? undefined : fault;
  };
}

/** Counts the digits from the first that isn't 0, and looks at the exponent. */
function isCommon(text: string): boolean {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if ((char | 0x20) === 0x65) return Math.abs(Number(text.slice(i + 1))) <= EXPONENT_MAX;
    if (char >= 0x30 && char <= 0x39 && (digits > 0 || char > 0x30)) digits++;
    if (digits > DIGITS_MAX) return false;
  }
  return true;
}
