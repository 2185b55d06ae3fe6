import { onPlaces } from '../operator.ts';
import { type Place, put } from '../place.ts';
import { isText, isTreeObject, thaw } from '../tree.ts';
import { requiredPaths } from './samples.ts';

const isMember = (place: Place): boolean => typeof place.key === 'string';
const isItem = (place: Place): boolean => typeof place.key === 'number';
const isElement = (place: Place): boolean => isMember(place) && place.key !== 'resourceType';
const unknownNames = ['colour', 'Status', 'statuses', 'value', 'extensions', 'fhir_comments'];

/** Operators that take members away, add unknown ones or change how often something stands. */
export const memberOperators = [
  onPlaces(
    'member-required-removed',
    (place) => isMember(place) && requiredPaths.has(place.path),
    (place) => {
      put(place, undefined);
      return 'required member removed';
    },
  ),
  onPlaces(
    'member-removed',
    (place) => isElement(place) && !requiredPaths.has(place.path),
    (place) => {
      put(place, undefined);
      return 'member removed';
    },
  ),
  onPlaces(
    'member-unknown',
    (place) => isTreeObject(place.value),
    (place, random) => {
      const name = random.pick(unknownNames);
      if (name === undefined || !isTreeObject(place.value) || name in place.value) return undefined;
      place.value[name] = random.pick(['green', 1, true, ['a'], { a: 'b' }]) ?? null;
      return `unknown member ${name} added`;
    },
  ),
  onPlaces('member-renamed', isElement, (place) => {
    if (Array.isArray(place.container) || !isText(place.key)) return undefined;
    const name = `${place.key}s`;
    if (name in place.container) return undefined;
    place.container[name] = place.value;
    put(place, undefined);
    return `member renamed to ${name}`;
  }),
  onPlaces('item-duplicated', isItem, (place) => {
    if (!Array.isArray(place.container)) return undefined;
    place.container.push(thaw(place.value));
    return 'item repeated';
  }),
  onPlaces('item-removed', isItem, (place) => {
    put(place, undefined);
    return 'item removed';
  }),
  onPlaces(
    'items-reordered',
    (place) => Array.isArray(place.value) && place.value.length > 1,
    (place) => {
      if (!Array.isArray(place.value) || place.key === 'entry') return undefined;
      place.value.reverse();
      return 'items in reverse order';
    },
  ),
  onPlaces(
    'resource-type-changed',
    (place) => place.key === 'resourceType',
    (place, random) => {
      const type = random.pick(['Basic', 'Claims', 'claim', 'Organization', 'ClaimResponse', '']);
      if (type === undefined || type === place.value) return undefined;
      put(place, type);
      return `resourceType ${type}`;
    },
  ),
];
