import type { JsonObject } from '../../json/json.ts';
import { objects } from './element.ts';

/**
 * The name that somebody goes by: the official one, else the first that is still used.
 * Source: R4 HumanName.use, a modifier: what somebody was called once says little today.
 */
export function currentName({ name }: JsonObject): JsonObject | undefined {
  const names = objects(name);
  const current = names.find(({ use }) => use !== 'old' && use !== 'maiden') ?? names[0];
  return names.find(({ use }) => use === 'official') ?? current;
}
