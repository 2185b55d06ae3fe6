import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../../../src/fhir/json/json.ts';
import { type JsonPath, replaced, valueAt } from '../json-path.ts';
import { type Attempt, type Maker, putting, type Spot, valueFrom } from '../spot.ts';

/** Another value than the fixed one, or one without a part of the pattern. */
export const makeDifferent: Maker = (spot) => {
  const { fixed, pattern } = spot.rule.node.content;
  const stated = fixed?.value ?? pattern?.value;
  const value = valueFrom(spot);
  if (stated === undefined || value === undefined) return [];
  return leavesOf(stated, []).map((path) => {
    const leaf = valueAt(value, path);
    return putting(spot, replaced(value, path, different(leaf)));
  });
};

function leavesOf(value: Json, path: JsonPath): readonly JsonPath[] {
  if (isJsonArray(value)) return value.flatMap((item, at) => leavesOf(item, [...path, at]));
  if (!isJsonObject(value)) return [path];
  return Object.entries(value).flatMap(([name, item]) =>
    item === undefined ? [] : leavesOf(item, [...path, name]),
  );
}

function different(value: Json | undefined): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  return `${String(value)}x`;
}

/** A text longer than allowed. */
export const makeLong: Maker = (spot) => {
  const { maxLength = 0 } = spot.rule.node.content;
  return [putting(spot, '9'.repeat(maxLength + 1))];
};

/** A value just outside of a range of numbers. */
export const makeOutOfRange: Maker = (spot) => {
  const { minValue, maxValue } = spot.rule.node.content;
  const limit = Number(String((minValue ?? maxValue)?.value));
  return [putting(spot, minValue === undefined ? limit + 1 : limit - 1)];
};

const STRANGE = { system: 'http://example.org/codes', code: 'outside' };

/** A code that is not in the value set. */
export const makeUnbound: Maker = (spot) => {
  const value = valueFrom(spot);
  const { rule, workshop } = spot;
  if (!isJsonObject(value)) return [putting(spot, 'x-outside'), putting(spot, 'x outside')];
  const isConcept = typeOf(spot) === 'CodeableConcept';
  const systems = ['http://hl7.org/fhir/administrative-gender', STRANGE.system];
  const codes = systems.map((system) => ({
    system,
    code: system === STRANGE.system ? 'outside' : 'male',
  }));
  const outside = codes.filter(({ system, code }) => !workshop.accepts(rule, system, code));
  // A pattern may name a code that an extensible binding lacks: then one of the set stands beside.
  const inside = isConcept ? workshop.codeFor(rule) : undefined;
  const known = isJsonArray(value.coding) ? value.coding : [];
  const beside =
    inside === undefined ? [] : [{ good: both(spot, value, inside), bad: spot.instance }];
  return [
    ...outside.map((coding) =>
      putting(spot, isConcept ? { ...value, coding: [coding] } : { ...value, ...coding }),
    ),
    ...(known.length === 0 ? [] : beside),
  ];
};

function both(spot: Spot, value: JsonObject, coding: Json): Json {
  const known = isJsonArray(value.coding) ? value.coding : [];
  return replaced(spot.instance, spot.path, { ...value, coding: [...known, coding] });
}

function typeOf({ place }: Spot): string {
  return place.step?.member.type ?? place.state.type;
}

const NOT_A_GENDER = { system: 'http://hl7.org/fhir/administrative-gender', code: 'none-of-them' };

/** A code that its own code system does not have. */
export const makeUnknownCode: Maker = (spot) => {
  const value = valueFrom(spot);
  if (!isJsonObject(value)) return [];
  const isConcept = typeOf(spot) === 'CodeableConcept';
  if (!isConcept) return [putting(spot, { ...value, ...NOT_A_GENDER })];
  const known = isJsonArray(value.coding) ? value.coding : [];
  return [putting(spot, { ...value, coding: [...known, NOT_A_GENDER] })];
};

/** What R4 asks of a value in words: an absolute system, a size that is true. */
export const makeUnwordly: Maker = (spot) => {
  if (spot.rule.check === 'absolute') return [putting(spot, 'no-scheme')];
  const value = valueFrom(spot);
  if (!isJsonObject(value)) return [];
  const others = Object.entries(value).filter(([name]) => name !== 'url');
  const attachment = { ...Object.fromEntries(others), data: 'VGV4dA==' };
  return [
    {
      good: replaced(spot.instance, spot.path, { ...attachment, size: 4 }),
      bad: replaced(spot.instance, spot.path, { ...attachment, size: 5 }),
    },
  ];
};

const TYPES = ['Basic', 'Patient', 'Organization'];

/** A reference to a resource of a type that may not be its target. */
export const makeWrongTarget: Maker = (spot) => {
  const value = valueFrom(spot);
  if (!isJsonObject(value)) return [];
  const group = spot.place.state.targets.find((one) => one.rule.node === spot.rule.node);
  const allowed = new Set(group?.choices.map((choice) => choice.type));
  const type = TYPES.find((one) => !allowed.has(one)) ?? 'Basic';
  return [containing(spot, value, type), putting(spot, { ...value, type })];
};

function containing(spot: Spot, value: JsonObject, type: string): Attempt {
  const holder = holderPath(spot);
  const changed = replaced(spot.instance, spot.path, { ...value, reference: '#wrong-target' });
  const known = valueAt(changed, [...holder, 'contained']);
  const target = { resourceType: type, id: 'wrong-target' };
  const contained = [...(isJsonArray(known) ? known : []), target];
  return { good: spot.instance, bad: replaced(changed, [...holder, 'contained'], contained) };
}

/** The path of the resource around the spot. */
function holderPath({ instance, path }: Spot): JsonPath {
  for (let length = path.length - 1; length > 0; length--) {
    const value = valueAt(instance, path.slice(0, length));
    if (isJsonObject(value) && value.resourceType !== undefined) return path.slice(0, length);
  }
  return [];
}
