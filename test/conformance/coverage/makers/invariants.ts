import { isJsonObject } from '../../../../src/fhir/json/json.ts';
import { replaced } from '../json-path.ts';
import { type Maker, valueFrom } from '../spot.ts';
import { bundleRecipes } from './bundle-recipes.ts';
import { guideRecipes } from './guide-recipes.ts';
import { baseRecipes } from './recipes.ts';

const recipes = { ...baseRecipes, ...bundleRecipes, ...guideRecipes };

/** Breaks a constraint by the recipe for its key. */
export const makeBroken: Maker = (spot) => {
  const value = valueFrom(spot);
  if (value === undefined) return [];
  return (recipes[spot.rule.check] ?? []).map(({ good = (same) => same, bad }) => ({
    good: replaced(spot.instance, spot.path, good(value)),
    bad: replaced(spot.instance, spot.path, bad(isJsonObject(value) ? good(value) : value)),
  }));
};
