import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../../src/fhir/json/json.ts';

type Step = string | number;
type Place = readonly Step[];
type Change = (value: Json) => Json | undefined;

/** Numbers from 0 to 1 that a seed fixes. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** A resource with one to four places changed: left out, doubled, nulled, other text or number. */
export function mutantOf(resource: JsonObject, random: () => number): JsonObject {
  let mutant: Json = resource;
  const changes = 1 + Math.floor(random() * 4);
  for (let count = 0; count < changes; count += 1) {
    const place: Place | undefined = pick(placesOf(mutant), random);
    if (place === undefined || place.at(-1) === 'resourceType') continue;
    mutant =
      changed(mutant, place, CHANGES[Math.floor(random() * CHANGES.length)] ?? leaveOut) ?? {};
  }
  return isJsonObject(mutant) ? mutant : resource;
}

const leaveOut: Change = () => undefined;
const TEXTS = ['', 'x', '#', '2012-01', 'urn:x', '1234567893', 'conditional'];
const CHANGES: readonly Change[] = [
  leaveOut,
  () => null,
  (value) => (isJsonArray(value) ? [...value, ...value.slice(0, 1)] : [value, value]),
  (value) => (isJsonArray(value) ? [] : value),
  ...TEXTS.map(
    (text): Change =>
      (value) =>
        typeof value === 'string' ? text : value,
  ),
  (value) => (typeof value === 'string' ? `${value}1` : value),
  (value) => (typeof value === 'string' ? value.slice(0, -1) : value),
  (value) => (typeof value === 'number' ? -value : typeof value === 'boolean' ? !value : value),
  (value) => (typeof value === 'number' ? value + 0.5 : value),
];

function pick<Item>(items: readonly Item[], random: () => number): Item | undefined {
  return items[Math.floor(random() * items.length)];
}

function placesOf(json: Json, at: Place = []): Place[] {
  const entries: [Step, Json | undefined][] = isJsonArray(json)
    ? json.map((item, index): [Step, Json] => [index, item])
    : isJsonObject(json)
      ? Object.entries(json)
      : [];
  return entries.flatMap(([step, value]) => {
    const place = [...at, step];
    return value === undefined ? [] : [place, ...placesOf(value, place)];
  });
}

function changed(json: Json, [step, ...rest]: Place, change: Change): Json | undefined {
  if (step === undefined) return change(json);
  if (isJsonArray(json)) {
    return json.flatMap((item, index) => {
      const result = index === step ? changed(item, rest, change) : item;
      if (result === undefined) return [];
      return isJsonArray(result) && !isJsonArray(item) ? result : [result];
    });
  }
  if (!isJsonObject(json)) return json;
  const entries = Object.entries(json).map(([key, value]): [string, Json | undefined] =>
    key === step && value !== undefined ? [key, changed(value, rest, change)] : [key, value],
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
