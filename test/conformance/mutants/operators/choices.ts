import { onPlaces } from '../operator.ts';
import { type Place, put } from '../place.ts';
import type { Random } from '../random.ts';
import { choiceOf, sampleValue, valueTypes } from './samples.ts';

const isChoice = (place: Place): boolean =>
  typeof place.key === 'string' && choiceOf(place.key) !== undefined;

/** Operators on choice elements such as `value[x]`. */
export const choiceOperators = [
  onPlaces('choice-other-type', isChoice, (place, random) => addOther(place, random, true)),
  onPlaces('choice-two-types', isChoice, (place, random) => addOther(place, random, false)),
  onPlaces('choice-bare-name', isChoice, (place) => {
    if (Array.isArray(place.container)) return undefined;
    const name = choiceOf(String(place.key))?.name;
    if (name === undefined) return undefined;
    put(place, undefined);
    place.container[name] = place.value;
    return `choice written as ${name}`;
  }),
];

function addOther(place: Place, random: Random, replace: boolean): string | undefined {
  const choice = choiceOf(String(place.key));
  const suffix = random.pick(valueTypes);
  if (Array.isArray(place.container) || choice === undefined || suffix === undefined)
    return undefined;
  if (choice.suffix === suffix) return undefined;
  if (replace) put(place, undefined);
  place.container[`${choice.name}${suffix}`] = sampleValue(suffix);
  return `${place.key} ${replace ? 'replaced by' : 'joined by'} ${choice.name}${suffix}`;
}
