import type { Json, JsonObject } from '../../json/json.ts';
import { objects } from './element.ts';

/** Where the definitions of PAS are. */
export const PAS = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/';

/** The URL of a PAS extension by its short name: `itemTraceNumber`. */
export function pasExtension(name: string): string {
  return `${PAS}extension-${name}`;
}

/** The modifier extension that marks a cancelled entry. */
export const cancelledMarkUrl = `${PAS}modifierextension-infoCancelled`;

/** The encounter that R5 has on a Claim. */
export const encounterUrl = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Claim.encounter';

/** All extensions of an element with this URL. */
export function extensions(element: JsonObject | undefined, url: string): readonly JsonObject[] {
  if (element?.extension === undefined) return [];
  return objects(element.extension).filter((extension) => extension.url === url);
}

/** The first extension of an element with this URL. */
export function extension(element: JsonObject | undefined, url: string): JsonObject | undefined {
  return extensions(element, url)[0];
}

/** The value of the first PAS extension of a name; `member` is `valueString`, `valueDate` … */
export function pasValue(
  element: JsonObject | undefined,
  name: string,
  member: string,
): Json | undefined {
  return extension(element, pasExtension(name))?.[member];
}
