import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../../../src/fhir/json/json.ts';
import { hostOf } from '../atlas.ts';
import { replaced, valueAt } from '../json-path.ts';
import { extensionPlace } from '../places.ts';
import { type Attempt, type Maker, occurrenceFor, ownerOf, ownerPath, type Spot } from '../spot.ts';

/** An extension that nothing defines beside the others. */
export const makeUnknownExtension: Maker = (spot) => {
  const { step } = spot.place;
  if (step === undefined) return [];
  const owner = ownerOf(spot);
  const known = owner[step.member.key];
  const list = isJsonArray(known) ? known.filter(isDefined) : [];
  const { [step.member.key]: _, ...others } = owner;
  const left = list.length === 0 ? others : { ...owner, [step.member.key]: list };
  const good = replaced(spot.instance, ownerPath(spot), left);
  return ['http://example.org/unknown', 'unknownPart'].map((url) =>
    withExtension(spot, good, { url, valueBoolean: true }),
  );
};

function isDefined(item: Json): boolean {
  return isJsonObject(item) && !String(item.url).startsWith('http://example.org/');
}

function withExtension(spot: Spot, good: Json, extension: Json): Attempt {
  const path = [...ownerPath(spot), spot.place.step?.member.key ?? 'extension'];
  const known = valueAt(good, path);
  const list = isJsonArray(known) ? known : [];
  return { good, bad: replaced(good, path, [...list, extension]) };
}

const FOREIGN_HOSTS = ['Basic', 'Location.address', 'Patient'];

/** An extension on an element that its definition does not name. */
export const makeMisplaced: Maker = (spot) =>
  FOREIGN_HOSTS.flatMap((host) => hosted(spot, host, isModifier(spot)));

/** An extension in the wrong one of `extension` and `modifierExtension`. */
export const makeMisfiled: Maker = (spot) => {
  const contexts = spot.rule.node.structure.facts.contexts ?? [];
  const hosts = [...contexts.map((one) => one.expression), 'Basic'];
  return hosts.flatMap((host) => hosted(spot, host, !isModifier(spot)));
};

function isModifier({ rule }: Spot): boolean {
  return rule.node.content.isModifier;
}

function hosted(spot: Spot, host: string, isInModifiers: boolean): readonly Attempt[] {
  const { states, synthesis } = spot.workshop;
  const owner = hostOf(host, states);
  if (owner === undefined) return [];
  const key = isInModifiers ? 'modifierExtension' : 'extension';
  const place = extensionPlace(owner, key, spot.rule.node.structure.facts.url);
  if (place === undefined) return [];
  const occurrence = occurrenceFor(owner, spot.workshop);
  const value: JsonObject = ownerOf({ ...spot, ...occurrence, path: [...occurrence.path, key] });
  const bad = replaced(occurrence.instance, occurrence.path, synthesis.with(value, place));
  return isJsonObject(bad) ? [{ good: occurrence.instance, bad }] : [];
}
