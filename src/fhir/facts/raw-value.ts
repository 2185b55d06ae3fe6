import type { RawValue } from '../../domain/policy/found-evidence.ts';
import { present } from '../../result.ts';
import type { Json, JsonObject } from '../json/json.ts';
import { codesOf, coding } from '../translate/read/codes.ts';
import { decimalText, object, objects, text } from '../translate/read/element.ts';

/**
 * The value that an element holds, by the name of its choice: `value` reads `valueQuantity`.
 * Shape: undefined when it holds nothing and is only the head of a panel.
 */
export function rawValue(element: JsonObject, name: string): RawValue | undefined {
  const key = choiceOf(element, name);
  if (key === undefined || element[key] === undefined) return absent(element);
  const type = key.slice(name.length);
  const value = element[key];
  return readValue(value, type);
}

/** `valueQuantity` for `value`; read for each element, so without a regular expression. */
function choiceOf(element: JsonObject, name: string): string | undefined {
  for (const key in element) {
    if (!key.startsWith(name)) continue;
    const next = key.charAt(name.length);
    if (next === '' || (next >= 'A' && next <= 'Z')) return key;
  }
  return undefined;
}

const unreadable: RawValue = { kind: 'unreadable' };

/** A panel has its values in its parts, and says nothing itself, not even why it doesn't. */
function absent(element: JsonObject): RawValue | undefined {
  const isPanel = objects(element.component).length + objects(element.hasMember).length > 0;
  return isPanel && element.dataAbsentReason === undefined ? undefined : { kind: 'absent' };
}

function readValue(value: Json, type: string): RawValue {
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (typeof value === 'string') {
    const isDate = type === 'Date' || type === 'DateTime' || type === 'Instant';
    return isDate ? { kind: 'date', on: value } : { kind: 'text', text: value };
  }
  const number = decimalText(value);
  if (number !== undefined) return { kind: 'quantity', amount: number };
  const given = object(value);
  if (given === undefined) return unreadable;
  if (type === 'Quantity' || type === 'SimpleQuantity') return quantity(given);
  return concept(given);
}

const ucum = 'http://unitsofmeasure.org';

function quantity(given: JsonObject): RawValue {
  const amount = decimalText(given.value);
  if (amount === undefined) return { kind: 'absent' };
  return present({
    kind: 'quantity' as const,
    amount,
    unit: given.system === ucum ? text(given.code) : undefined,
    unitText: text(given.unit),
    comparator: text(given.comparator),
  });
}

/** A concept in more systems than there are is none. */
const CODES_MAX = 20;

/** A CodeableConcept or a Coding; a coding without system or code is not one that can be read. */
function concept(given: JsonObject): RawValue {
  const single = coding(given);
  if (single !== undefined) return { kind: 'codes', codes: [single] };
  const codings = objects(given.coding);
  const codes = codesOf(given);
  if (codings.length > CODES_MAX) return unreadable;
  if (codes.length > 0 && codes.length === codings.length) return { kind: 'codes', codes };
  const said = text(given.text) ?? text(codings.find(({ display }) => display)?.display);
  return said === undefined ? unreadable : { kind: 'text', text: said };
}
