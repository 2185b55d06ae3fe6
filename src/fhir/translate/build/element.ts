import type { Code, Identifier } from '../../../domain/code.ts';
import type { Quantity } from '../../../domain/review/review-request.ts';
import type { DateSpan } from '../../../domain/time.ts';
import { present } from '../../../result.ts';
import { type Json, JsonDecimal, type JsonObject } from '../../json/json.ts';
import { pasExtension } from '../read/extensions.ts';

/** A CodeableConcept of codes; their displays are the sender's own. */
export function concept(...codes: readonly Code[]): JsonObject {
  return { coding: codes.map(({ system, code, display }) => present({ system, code, display })) };
}

/** An Identifier. */
export function identifier({ system, value }: Identifier): JsonObject {
  return { system, value };
}

/** A Period of civil dates. */
export function period({ from, to }: DateSpan): JsonObject {
  return present({ start: from, end: to });
}

/** A Quantity with the digits that were sent. */
export function quantity({ amount, unit, system, code }: Quantity): JsonObject {
  return present({ value: decimal(amount), unit, system, code });
}

/** A number with exactly these digits. */
export function decimal(digits: string): Json {
  return String(Number(digits)) === digits ? Number(digits) : new JsonDecimal(digits);
}

/** A PAS extension by its short name with one value: `valueString`, `valueDate` … */
export function pasExtensionOf(name: string, member: string, value: Json): JsonObject {
  return { url: pasExtension(name), [member]: value };
}

/** Extensions in one member, which is absent when there are none. */
export function withExtensions(extensions: readonly JsonObject[]): JsonObject {
  return extensions.length === 0 ? {} : { extension: extensions };
}
