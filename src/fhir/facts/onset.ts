import type { BundleEntry } from '../bundle/request-bundle.ts';
import type { Json, JsonObject } from '../json/json.ts';
import { decimalText, object, text } from '../translate/read/element.ts';

/** True for a date before the patient's birth, as far as both are written. */
export function isBeforeBirth(date: Json | undefined, patient: BundleEntry | undefined): boolean {
  const [on, born] = [text(date), text(patient?.resource.birthDate)];
  if (on === undefined || born === undefined) return false;
  const length = Math.min(on.length, born.length);
  return on.slice(0, length) < born.slice(0, length);
}

/** UCUM units of age, in days. */
const UNITS: Readonly<Record<string, number>> = { a: 365.25, mo: 30.4375, wk: 7, d: 1 };

const DAY_MS = 86_400_000;

/**
 * The day on which a disease began that is told by the patient's age; of a range its end. Shape:
 * undefined where no age is told, `unreadable` for one that says no day or none after birth.
 * Source: R4 Condition.onsetAge, onsetRange.
 */
export function onsetByAge(
  { onsetAge, onsetRange }: JsonObject,
  patient: BundleEntry | undefined,
): string | undefined {
  if (onsetAge === undefined && onsetRange === undefined) return undefined;
  const { low, high } = object(onsetRange) ?? {};
  const { value, code } = object(onsetAge ?? high ?? low) ?? {};
  const unit = text(code) ?? '';
  const days = Object.hasOwn(UNITS, unit) ? (UNITS[unit] ?? 0) : 0;
  const born = Date.parse(text(patient?.resource.birthDate) ?? '');
  const age = Number(decimalText(value) ?? -1);
  if (days === 0 || age < 0 || age > AGE_MAX / days || Number.isNaN(born)) return 'unreadable';
  return new Date(born + age * days * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** Longer than anybody lives, in days. */
const AGE_MAX = 200 * 365;
