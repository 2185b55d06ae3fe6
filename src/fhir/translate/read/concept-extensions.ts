import { isJsonArray, type JsonObject } from '../../json/json.ts';
import { objects } from './element.ts';

/** True when a concept, a coding of it or a word or code in it has an extension. */
export function isExtended(concept: JsonObject | undefined): boolean {
  if (concept === undefined) return false;
  const { coding } = concept;
  if (hasExtension(concept)) return true;
  return isJsonArray(coding) && objects(coding).some(hasExtension);
}

function hasExtension(element: JsonObject): boolean {
  for (const name in element) if (name === 'extension' || name.startsWith('_')) return true;
  return false;
}
