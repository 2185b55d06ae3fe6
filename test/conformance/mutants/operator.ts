import { type Place, placesOf } from './place.ts';
import type { Random } from './random.ts';
import { isText, type TreeObject } from './tree.ts';

/** One way to change a resource at one place. */
export interface Operator {
  readonly name: string;
  /** The places of a resource on which the operator can act. */
  places(root: TreeObject): Place[];
  /** Changes the place; tells what it did, or undefined when nothing could be done. */
  change(place: Place, random: Random): string | undefined;
}

type Change = Operator['change'];

/** An operator on the members and items that `fits` accepts. */
export function onPlaces(name: string, fits: (place: Place) => boolean, change: Change): Operator {
  return { name, places: (root) => placesOf(root).filter(fits), change };
}

/** An operator on whole resources of these types (none named: of any), the nested ones too. */
export function onResources(
  name: string,
  types: readonly string[],
  change: (resource: TreeObject, random: Random, place: Place) => string | undefined,
): Operator {
  const fits = (resource: TreeObject): boolean =>
    types.length === 0 || (isText(resource.resourceType) && types.includes(resource.resourceType));
  return {
    name,
    places: (root) => resourcesOf(root).filter((place) => fits(place.owner)),
    change: (place, random) => change(place.owner, random, place),
  };
}

function resourcesOf(root: TreeObject): Place[] {
  const found = new Map<TreeObject, Place>();
  for (const place of placesOf(root)) if (!found.has(place.owner)) found.set(place.owner, place);
  return [...found.values()];
}
