import type { Price, Quantity } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { decimalText, object, text } from '../read/element.ts';
import { extension } from '../read/extensions.ts';

/**
 * An amount with its unit; the digits stay as they were sent, and a comparator stays before them:
 * "more than 3" is no 3. One that is there without a value, or says that its value is absent, has
 * an empty amount.
 */
export function quantityOf(value: Json | undefined): Quantity | undefined {
  const given = object(value);
  if (given === undefined) return undefined;
  return present({
    amount: isSaidAbsent(given) ? '' : `${text(given.comparator) ?? ''}${digitsOf(given)}`,
    unit: text(given.unit),
    system: text(given.system),
    code: text(given.code),
  });
}

function digitsOf({ value }: JsonObject): string {
  return decimalText(value) ?? '';
}

function isSaidAbsent(given: JsonObject): boolean {
  return [given, object(given._value)].some((one) => extension(one, absentUrl) !== undefined);
}

const absentUrl = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/** A price; the digits stay as they were sent. */
export function moneyOf(value: Json | undefined): Price | undefined {
  const given = object(value);
  const amount = decimalText(given?.value);
  return amount === undefined ? undefined : present({ amount, currency: text(given?.currency) });
}
