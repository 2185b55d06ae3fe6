import { onPlaces } from '../operator.ts';
import { type Place, put } from '../place.ts';
import type { Random } from '../random.ts';
import { isText, isTreeObject, type Tree } from '../tree.ts';

const isElement = (place: Place): boolean => place.key !== 'resourceType';

/** Operators that put the wrong kind of JSON value in place of another. */
export const jsonTypeOperators = [
  onPlaces('json-empty', isElement, (place, random) => {
    const empty: Tree = random.pick<Tree>([[], {}, '', null]) ?? null;
    put(place, empty);
    return `value replaced by ${JSON.stringify(empty)}`;
  }),
  onPlaces(
    'json-other-primitive',
    (place) => isElement(place) && isPrimitive(place.value),
    (place, random) => {
      const other = otherPrimitive(place.value, random);
      put(place, other);
      return `${typeof place.value} replaced by ${typeof other}`;
    },
  ),
  onPlaces(
    'json-object-for-primitive',
    (place) => isElement(place) && isPrimitive(place.value),
    (place, random) => {
      put(place, random.next() < 0.5 ? { value: place.value } : [place.value]);
      return 'primitive wrapped';
    },
  ),
  onPlaces(
    'json-primitive-for-object',
    (place) => isTreeObject(place.value),
    (place, random) => {
      put(place, random.pick<Tree>(['text', 1, true, null, [place.value]]) ?? null);
      return 'object replaced';
    },
  ),
  onPlaces(
    'json-object-for-array',
    (place) => Array.isArray(place.value),
    (place) => {
      put(place, Array.isArray(place.value) ? (place.value[0] ?? null) : null);
      return 'array unwrapped';
    },
  ),
  onPlaces(
    'json-null-item',
    (place) => Array.isArray(place.value),
    (place, random) => {
      if (!Array.isArray(place.value)) return undefined;
      place.value.splice(random.below(place.value.length + 1), 0, null);
      return 'null item added';
    },
  ),
  onPlaces(
    'json-empty-object-item',
    (place) => Array.isArray(place.value),
    (place) => {
      if (!Array.isArray(place.value)) return undefined;
      place.value.push({});
      return 'empty object item added';
    },
  ),
];

function isPrimitive(value: Tree): boolean {
  return isText(value) || typeof value === 'number' || typeof value === 'boolean';
}

function otherPrimitive(value: Tree, random: Random): Tree {
  if (isText(value)) return random.pick<Tree>([1, true, 12.5]) ?? 1;
  return random.next() < 0.5 ? String(value) : typeof value === 'number' ? true : 1;
}
