import { onPlaces } from '../operator.ts';
import { type Place, put } from '../place.ts';
import { isText, isTreeObject, type Tree, type TreeObject } from '../tree.ts';

const isNumber = (place: Place): boolean => typeof place.value === 'number';
const isFreeText = (place: Place): boolean => isText(place.value) && place.key !== 'resourceType';
const isPrimitive = (place: Place): boolean =>
  typeof place.key === 'string' && place.key !== 'resourceType' && typeof place.value !== 'object';
const absent = {
  url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
  valueCode: 'unknown',
};
const own = { url: 'http://example.org/StructureDefinition/own', valueString: 'own' };
const numbers = [0, -1, 1.5, 2147483648, 99999999999, 1e21, 0.000001, 3, 12];
const texts = [
  ' leading',
  'trailing ',
  'two  spaces',
  'line\nbreak',
  ' ',
  '\t',
  'tab\there',
  'x'.repeat(300),
  '\u0000',
  'ü€😀',
  '<b>',
  '\u00a0',
  'a\u0007b',
];

/** Operators on primitive values and their `_x` siblings. */
export const primitiveOperators = [
  onPlaces('number-out-of-range', isNumber, (place, random) => {
    const value = random.pick(numbers) ?? 0;
    if (value === place.value) return undefined;
    put(place, value);
    return `number ${value}`;
  }),
  onPlaces('text-odd', isFreeText, (place, random) => {
    const text = random.pick(texts) ?? '';
    put(place, text);
    return `text ${JSON.stringify(text.slice(0, 12))}`;
  }),
  onPlaces('text-padded', isFreeText, (place, random) => {
    put(place, random.next() < 0.5 ? ` ${place.value}` : `${place.value} `);
    return 'text padded with a space';
  }),
  onPlaces('sibling-added', isPrimitive, (place, random) => {
    const sibling: TreeObject =
      random.pick<TreeObject>([
        { extension: [{ ...own }] },
        { id: 'x1' },
        { extension: [{ ...absent }] },
      ]) ?? {};
    return beside(place, sibling, true);
  }),
  onPlaces('sibling-only', isPrimitive, (place, random) => {
    const sibling = random.next() < 0.7 ? { extension: [{ ...absent }] } : { id: 'x1' };
    return beside(place, sibling, false);
  }),
  onPlaces('sibling-bad', isPrimitive, (place, random) => {
    const bad: Tree =
      random.pick<Tree>([
        {},
        null,
        'text',
        [],
        [{ extension: [{ ...own }] }],
        { value: 1 },
        { extension: [] },
        { extension: {} },
      ]) ?? null;
    return beside(place, bad, true);
  }),
  onPlaces('sibling-of-array', isTextArray, (place, random) => {
    const length = Array.isArray(place.value) ? place.value.length : 0;
    const one = (): Tree => ({ extension: [{ ...own }] });
    const last = [...Array<Tree>(length - 1).fill(null), one()];
    const every = Array.from({ length }, one);
    const siblings =
      random.pick<Tree[]>([last, every, [...every, one()], [...last, null], []]) ?? [];
    return beside(place, siblings, true);
  }),
  onPlaces(
    'sibling-unknown',
    (place) => isTreeObject(place.value),
    (place, random) => {
      if (!isTreeObject(place.value)) return undefined;
      const name =
        random.pick(['_colour', '_item', '_extension', '_resourceType', '_coding']) ?? '_colour';
      place.value[name] = { extension: [{ ...own }] };
      return `sibling ${name} added`;
    },
  ),
  onPlaces(
    'element-id',
    (place) => isTreeObject(place.value) && typeof place.key === 'number',
    (place, random) => {
      if (!isTreeObject(place.value) || 'resourceType' in place.value) return undefined;
      const id = random.pick(['e1', 'a b', '', 'x'.repeat(70), 1]) ?? '';
      place.value.id = id;
      return `element id ${String(id).slice(0, 10)}`;
    },
  ),
];

function isTextArray(place: Place): boolean {
  const isName = typeof place.key === 'string' && place.key !== 'profile';
  return Array.isArray(place.value) && place.value.every(isText) && isName;
}

function beside(place: Place, sibling: Tree, keep: boolean): string | undefined {
  if (Array.isArray(place.container)) return undefined;
  if (!keep) put(place, undefined);
  place.container[`_${place.key}`] = sibling;
  const text = JSON.stringify(sibling).slice(0, 40);
  return `_${place.key} ${text}${keep ? '' : ' in place of the value'}`;
}
