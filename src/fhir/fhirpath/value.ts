import { isJsonObject, type Json, JsonDecimal, type JsonObject } from '../json/json.ts';
import { Moment, momentOf } from './moment.ts';

/** A quantity to compare: numbers are comparable when the units are the same text. */
export class Measure {
  readonly amount: number;
  readonly unit: string;

  constructor(amount: number, unit: string) {
    this.amount = amount;
    this.unit = unit;
  }
}

/** What FHIRPath computes with: JSON of the instance, or a date, time or quantity made of it. */
export type Value = Json | Moment | Measure;

/** The `_x` member beside a primitive. */
export type Sibling = JsonObject | undefined;

/** A member of a collection; `type` is a FHIR type, a backbone path, or `System.*`. */
export class Item {
  readonly value: Value;
  readonly sibling: Sibling;
  readonly type: string;

  constructor(value: Value, sibling: Sibling, type: string) {
    this.value = value;
    this.sibling = sibling;
    this.type = type;
  }
}

const UCUM = 'http://unitsofmeasure.org';
const MOMENTS: ReadonlySet<string> = new Set(['date', 'dateTime', 'instant', 'time']);
const MEASURES: ReadonlySet<string> = new Set([
  'Quantity',
  'Age',
  'Count',
  'Distance',
  'Duration',
  'MoneyQuantity',
  'SimpleQuantity',
]);

/** True for the FHIR types whose text is a date or time. */
export function isMomentType(type: string): boolean {
  return MOMENTS.has(type);
}

/** True for Quantity and its specializations. */
export function isMeasureType(type: string): boolean {
  return MEASURES.has(type);
}

/** The FHIRPath system type of a value that is no element of the instance. */
export function systemType(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 'System.String';
    case 'boolean':
      return 'System.Boolean';
    case 'number':
      return Number.isInteger(value) ? 'System.Integer' : 'System.Decimal';
    default:
  }
  if (value instanceof JsonDecimal) return 'System.Decimal';
  if (value instanceof Measure) return 'System.Quantity';
  if (value instanceof Moment) return `System.${value.kind}`;
  return 'System.Any';
}

/** The value to compute with: dates, times and quantities of the instance become comparable. */
export function converted(value: Value, type: string): Value {
  if (typeof value === 'string') return MOMENTS.has(type) ? (momentOf(value) ?? value) : value;
  if (value instanceof JsonDecimal) return Number(value.text);
  if (MEASURES.has(type) && isObject(value)) return measureOf(value) ?? value;
  return value;
}

/**
 * True for what can hold members. Cheaper than {@link isObject}: arrays and decimals pass, which
 * hold no FHIR element, and stand in the place of one only where the walker reports them.
 */
export function isParent(value: Value | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

/** True for a JSON object of the instance. */
export function isObject(value: Value | undefined): value is JsonObject {
  return isJsonObject(value) && !(value instanceof Moment) && !(value instanceof Measure);
}

function measureOf(quantity: JsonObject): Measure | undefined {
  const { value, system, code, unit } = quantity;
  if (quantity['comparator'] !== undefined) return undefined;
  const amount = value instanceof JsonDecimal ? Number(value.text) : value;
  if (typeof amount !== 'number') return undefined;
  if (typeof code === 'string' && typeof system === 'string') {
    return new Measure(amount, system === UCUM ? code : `${system}|${code}`);
  }
  return new Measure(amount, typeof unit === 'string' ? `unit ${unit}` : '');
}
