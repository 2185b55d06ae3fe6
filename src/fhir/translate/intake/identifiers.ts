import type { Identifier } from '../../../domain/code.ts';
import type { TypedIdentifier } from '../../../domain/review/review-request.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { identifiersOf, typedIdentifiersOf } from '../read/codes.ts';
import { objects } from '../read/element.ts';

/** The identifiers that are still in use. Source: R4 Identifier.use, a modifier. */
export function currentIdentifiers(value: Json | undefined): readonly Identifier[] {
  return identifiersOf(current(value));
}

/** The identifiers that are still in use, with their kinds. */
export function currentTypedIdentifiers(value: Json | undefined): readonly TypedIdentifier[] {
  return typedIdentifiersOf(current(value));
}

function current(value: Json | undefined): readonly JsonObject[] {
  const given = objects(value);
  return given.some(isOld) ? given.filter((one) => !isOld(one)) : given;
}

function isOld({ use }: JsonObject): boolean {
  return use === 'old';
}
