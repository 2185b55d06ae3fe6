import { isInRange } from '../../domain/policy/compare.ts';
import { holdsPhrase } from '../../domain/policy/phrases.ts';
import type { FactDefinition } from '../../domain/policy/rulebook.ts';
import type { JsonObject } from '../json/json.ts';
import { codesOf } from '../translate/read/codes.ts';
import { object, objects, text } from '../translate/read/element.ts';

/**
 * The results of an Observation that seem to say a fact and do not name it by its codes: by words,
 * by a code of a neighbour, by the right code of a system that is written otherwise.
 */
export function akinElements(
  resource: JsonObject,
  { codes = [], akin }: FactDefinition,
): readonly JsonObject[] {
  if (akin === undefined) return [];
  const own = new Set(codes.flatMap((range) => range.codes ?? []));
  return [resource, ...objects(resource.component)].filter((element) => {
    const given = codesOf(element.code);
    if (given.some((code) => codes.some((range) => isInRange(code, range)))) return false;
    const isByCode = given.some(
      (code) => own.has(code.code) || akin.codes.some((range) => isInRange(code, range)),
    );
    return isByCode || namesOf(element).some((name) => isNamed(name, akin.words));
  });
}

/** A longer name is not read: it may be any. */
const NAME_MAX = 300;

function isNamed(name: string, words: readonly string[]): boolean {
  return name.length > NAME_MAX || holdsPhrase(name, words);
}

function namesOf({ code }: JsonObject): readonly string[] {
  const concept = object(code);
  const displays = objects(concept?.coding).map(({ display }) => text(display));
  const codesAlone = objects(concept?.coding).map((one) => text(one.code));
  const names = [text(concept?.text), ...displays, ...codesAlone];
  return names.filter((name) => name !== undefined);
}
