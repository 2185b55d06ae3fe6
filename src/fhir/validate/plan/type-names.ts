import type { TypeFacts } from '../facts.ts';
import type { ElementContent } from '../snapshot/element-node.ts';
import { SYSTEM_TYPE } from '../snapshot/snapshots.ts';

/** The FHIR type of an element type: FHIRPath's system types stand for a FHIR primitive. */
export function fhirType(type: TypeFacts): string {
  if (!type.code.startsWith(SYSTEM_TYPE)) return type.code;
  return type.fhirType ?? type.code.slice(SYSTEM_TYPE.length).toLowerCase();
}

/** The type of an element for one of its types; Resource.id is an id, whatever R4's facts say. */
export function elementType(type: TypeFacts, declaredAt: string): string {
  return declaredAt === 'Resource.id' ? 'id' : fhirType(type);
}

/**
 * True for an element's `id`, whose JSON form has no `_` sibling. R4's JSON schema has one for the
 * id of a resource and for `Extension.url`.
 */
export function isAttribute({ types, declaredAt }: Typed): boolean {
  return !EXTENSIBLE.has(declaredAt) && types.some(({ code }) => code.startsWith(SYSTEM_TYPE));
}

const EXTENSIBLE: ReadonlySet<string> = new Set(['Resource.id', 'Extension.url']);

type Typed = Pick<ElementContent, 'types' | 'declaredAt'>;

/** FHIR's primitive types begin with a small letter, all others with a capital one. */
export function isPrimitiveType(type: string): boolean {
  const first = type.charCodeAt(0);
  return first >= 97 && first <= 122;
}

/** The JSON member of a choice element for a type: `value[x]` and `string` give `valueString`. */
export function choiceMember(name: string, type: string): string {
  return `${name.slice(0, -3)}${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}
