import type { JsonObject } from '../../json/json.ts';
import { systems } from './systems.ts';

/** Every adjudication of PAS is in this category. */
export const submitted: JsonObject = {
  category: { coding: [{ system: systems.adjudication, code: 'submitted' }] },
};
