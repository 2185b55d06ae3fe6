import type { JsonObject } from '../../json/json.ts';
import { objects, text } from './element.ts';

/** The postal code of the first address that is still used. Source: R4 Address.use, a modifier. */
export function postalCodeOf({ address }: JsonObject): string | undefined {
  return text(objects(address).find(({ use }) => use !== 'old')?.postalCode);
}
