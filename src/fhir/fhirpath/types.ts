import type { TypeModel } from './model.ts';

const SYSTEM = 'System.';

/** The FHIR types that convert to each system type, their subtypes too. Source: R4, FHIRPath. */
const CONVERSIONS: Readonly<Record<string, readonly string[]>> = {
  Boolean: ['boolean'],
  String: ['string', 'uri', 'base64Binary'],
  Integer: ['integer'],
  Decimal: ['decimal'],
  Date: ['date'],
  DateTime: ['date', 'dateTime', 'instant'],
  Time: ['time'],
  Quantity: ['Quantity'],
};

/**
 * True when an item of a type is what a type specifier names, for `is`, `as` and `ofType` alike. A
 * FHIR primitive is its own type, each type above it, and the system type that it converts to:
 * `Boolean` is true of a FHIR boolean (Questionnaire's que-7), `FHIR.Boolean` of nothing.
 */
export function isOfType(model: TypeModel, type: string, specifier: string): boolean {
  const dot = specifier.indexOf('.');
  const space = dot < 0 ? undefined : specifier.slice(0, dot);
  const name = specifier.slice(dot + 1);
  if (type.startsWith(SYSTEM)) return space !== 'FHIR' && type.slice(SYSTEM.length) === name;
  if (space !== 'System' && model.isSubtype(type, name)) return true;
  return space !== 'FHIR' && convertsTo(model, type, name);
}

function convertsTo(model: TypeModel, type: string, name: string): boolean {
  const from = Object.hasOwn(CONVERSIONS, name) ? CONVERSIONS[name] : undefined;
  return from?.some((one) => model.isSubtype(type, one)) ?? false;
}
