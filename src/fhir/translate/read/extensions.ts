import { cancelledMarkUrl } from '../../bundle/rare-members.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../json/json.ts';

/** Where the definitions of PAS are. */
export const PAS = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/';

/** The URLs of PAS extensions by the short names that this program uses. */
const pasUrls = new Map<string, string>();

/** The URL of a PAS extension by its short name: `itemTraceNumber`. */
export function pasExtension(name: string): string {
  const url = pasUrls.get(name) ?? `${PAS}extension-${name}`;
  pasUrls.set(name, url);
  return url;
}

/** Whether an entry is marked as cancelled. */
export function isCancelled({ modifierExtension }: JsonObject): boolean {
  if (!isJsonArray(modifierExtension)) return false;
  return modifierExtension
    .filter(isJsonObject)
    .some(({ url, valueBoolean }) => url === cancelledMarkUrl && valueBoolean === true);
}

/** The encounter that R5 has on a Claim. */
export const encounterUrl = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Claim.encounter';

/** All extensions of an element with this URL. */
export function extensions(element: JsonObject | undefined, url: string): readonly JsonObject[] {
  const given = element?.extension;
  if (!isJsonArray(given)) return [];
  return given.filter(isJsonObject).filter((one) => one.url === url);
}

/** The first extension of an element with this URL; nested ones go by their short names. */
export function extension(element: JsonObject | undefined, url: string): JsonObject | undefined {
  const given = element?.extension;
  if (!isJsonArray(given)) return undefined;
  for (const item of given) if (isJsonObject(item) && item.url === url) return item;
  return undefined;
}

/** The value of the first PAS extension of a name; `member` is `valueString`, `valueDate` … */
export function pasValue(
  element: JsonObject | undefined,
  name: string,
  member: string,
): Json | undefined {
  // Most elements have none, and the URL need not be put together for them.
  if (element?.extension === undefined) return undefined;
  return extension(element, pasExtension(name))?.[member];
}
