import type { Json, JsonObject } from '../../../../src/fhir/json/json.ts';
import { replaced } from '../json-path.ts';
import {
  type Attempt,
  itemsOf,
  type Maker,
  ownerOf,
  ownerPath,
  puttingOwner,
  type Spot,
} from '../spot.ts';

/** Leaves out a required element, or all values of a required slice. */
export const makeAbsent: Maker = (spot) => {
  const { step } = spot.place;
  if (step === undefined) return [];
  const owner = ownerOf(spot);
  const isAbsent = (key: string): boolean => step.slot.keys.includes(key);
  const others = Object.entries(owner).filter(([key]) => !isAbsent(key));
  const left = itemsOf(spot).flatMap(({ item, isSame }) => (isSame ? [] : [item]));
  const kept = left.length === 0 || step.slices.length === 0 ? {} : { [step.member.key]: left };
  const rest = { ...Object.fromEntries(others), ...kept };
  // Of a primitive's id and extensions nothing is left: `_payload` goes with its last member.
  const isGone = step.owner.step?.member.isPrimitive === true && Object.keys(rest).length === 0;
  const bad = replaced(spot.instance, ownerPath(spot), isGone ? undefined : rest);
  return [{ good: spot.instance, bad }];
};

/** Adds copies until there is one too many; one value where none may be. */
export const makeSurplus: Maker = (spot) => {
  const { step } = spot.place;
  if (step === undefined) return [];
  const { max } = spot.rule.node.content;
  const { key } = step.member;
  if (max === 0) return [withForbidden(spot)];
  const items = itemsOf(spot).map(({ item }) => item);
  const last = items.at(Number(spot.path.at(-1)));
  if (last === undefined) return [];
  const copies = new Array<Json>(max).fill(last);
  return [puttingOwner(spot, { ...ownerOf(spot), [key]: [...items, ...copies] })];
};

/** What may not be there is added to a clean instance of its owner. */
function withForbidden(spot: Spot): Attempt {
  const { synthesis } = spot.workshop;
  const owner: JsonObject = ownerOf(spot);
  return puttingOwner(spot, synthesis.with(owner, spot.place));
}
