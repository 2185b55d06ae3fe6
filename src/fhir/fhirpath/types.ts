import type { TypeModel } from './model.ts';

const SYSTEM = 'System.';
const IMPLICIT: Readonly<Record<string, readonly string[]>> = {
  Boolean: ['boolean'],
  String: ['string', 'uri', 'code', 'oid', 'id', 'uuid', 'markdown', 'base64Binary'],
  Integer: ['integer', 'unsignedInt', 'positiveInt'],
  Decimal: ['decimal'],
  DateTime: ['date', 'dateTime', 'instant'],
  Time: ['time'],
  Quantity: ['Quantity'],
};

/** True when an item of a type is what a type specifier names; unknown names match nothing. */
export function isOfType(model: TypeModel, type: string, specifier: string): boolean {
  const dot = specifier.indexOf('.');
  const space = dot < 0 ? undefined : specifier.slice(0, dot);
  const name = specifier.slice(dot + 1);
  if (type.startsWith(SYSTEM)) return space !== 'FHIR' && type.slice(SYSTEM.length) === name;
  return space !== 'System' && model.isSubtype(type, name);
}

/** As {@link isOfType}, with FHIR primitives also taken as the system type they convert to. */
export function convertsToType(model: TypeModel, type: string, specifier: string): boolean {
  const name = specifier.startsWith(SYSTEM) ? specifier.slice(SYSTEM.length) : specifier;
  const implicit = Object.hasOwn(IMPLICIT, name) ? IMPLICIT[name] : undefined;
  if (implicit?.includes(type) === true) return true;
  return isOfType(model, type, specifier);
}
