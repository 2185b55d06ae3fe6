import { isInRange } from '../../domain/policy/compare.ts';
import { holdsPhrase } from '../../domain/policy/phrases.ts';
import type { CodeRange } from '../../domain/policy/policy.ts';
import type { FactDefinition } from '../../domain/policy/rulebook.ts';
import { keptWith } from '../../kept-with.ts';
import type { JsonObject } from '../json/json.ts';
import { codesOf } from '../translate/read/codes.ts';
import { object, objects, text } from '../translate/read/element.ts';

/**
 * The results of an Observation that may say a fact and do not name it by its codes: by words in
 * its name, by a code of a neighbour, by the right code of a system that is written otherwise; and
 * what no list of harmless codes names, if its unit is one of the fact's, or nothing says what it
 * is. What else it says is read with all other results.
 */
export function akinElements(
  resource: JsonObject,
  definition: FactDefinition,
): readonly JsonObject[] {
  const { codes = [], akin, harmless = [], qualifiedBy = [] } = definition;
  if (akin === undefined) return [];
  const own = new Set(codes.flatMap((range) => range.codes ?? []));
  return [resource, ...objects(resource.component)].filter((element) => {
    const given = codesOf(element.code);
    const isOneOf = (ranges: readonly CodeRange[]): boolean =>
      given.some((code) => ranges.some((range) => isInRange(code, range)));
    if (isOneOf(codes)) return false;
    if (isOneOf(akin.codes) || given.some(({ code }) => own.has(code))) return true;
    const isHarmless = isOneOf(harmless);
    // A pulse may be taken by pulse oximetry: by its code and its unit it is no saturation.
    if (isHarmless && !isInUnitOf(element, definition)) return false;
    if (namesOf(element).some((name) => isNamed(name, akin.words))) return true;
    return !isHarmless && !isOneOf(qualifiedBy) && maySay(element, definition);
  });
}

/** Kinds of values that no quantity is told by. */
const NO_AMOUNT = ['valueCodeableConcept', 'valueBoolean', 'valueDateTime', 'valueTime'] as const;

function maySay(element: JsonObject, definition: FactDefinition): boolean {
  if (definition.type !== 'quantity' || NO_AMOUNT.some((name) => name in element)) return false;
  return !hasName(element) || isInUnitOf(element, definition);
}

/** In a unit of the fact, or in none that is told. */
function isInUnitOf({ valueQuantity, valueInteger }: JsonObject, of: FactDefinition): boolean {
  const quantity = object(valueQuantity);
  if (quantity === undefined) return valueInteger !== undefined;
  const [code, printed] = [text(quantity.code), text(quantity.unit)];
  const names = unitsOf(of);
  const said = [code, printed].flatMap((one) => (one === undefined ? [] : withoutRemarks(one)));
  return said.length === 0 || said.some((one) => names.has(one.toLowerCase()));
}

/** What stands in braces is a remark: `%{O2}`. Source: UCUM §12. */
function withoutRemarks(unit: string): string {
  // A brace that nothing closes is none, and to find that out for each takes quadratic time.
  const [rest = '', ...closed] = unit.split('}').reverse();
  return closed.reduce((text, part) => {
    const open = part.indexOf('{');
    return (open < 0 ? `${part}}` : part.slice(0, open)) + text;
  }, rest);
}

const units = keptWith<FactDefinition, ReadonlySet<string>>();

/** The codes and names of the units of a fact, in small letters; read once. */
function unitsOf(of: FactDefinition): ReadonlySet<string> {
  const { unit = '', unitFactors = {}, unitNames = {} } = of;
  const all = (): readonly string[] => [
    ...[unit, ...Object.keys(unitFactors)],
    ...Object.values(unitNames).flat(),
  ];
  return units(of, () => new Set(all().map((name) => name.toLowerCase())));
}

function hasName({ code }: JsonObject): boolean {
  const concept = object(code);
  const displays = objects(concept?.coding).map(({ display }) => text(display));
  return [text(concept?.text), ...displays].some((name) => /\p{L}{2}/u.test(name ?? ''));
}

/** A longer name is not read: it may be any. */
const NAME_MAX = 300;

function isNamed(said: string, words: readonly string[]): boolean {
  return said.length > NAME_MAX || holdsPhrase(said, words);
}

function namesOf({ code }: JsonObject): readonly string[] {
  const concept = object(code);
  const displays = objects(concept?.coding).map(({ display }) => text(display));
  const codesAlone = objects(concept?.coding).map((one) => text(one.code));
  const names = [text(concept?.text), ...displays, ...codesAlone];
  return names.filter((name) => name !== undefined);
}
