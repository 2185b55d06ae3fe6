import { isJsonArray, type Json, type JsonObject } from '../../json/json.ts';
import { textsBeside } from '../read/codes.ts';
import { object, objects, text } from '../read/element.ts';

/** Concepts of an order and of its parts, whose texts and displays are read. */
const CONCEPTS: ReadonlySet<string> = new Set([
  ...['code', 'codeCodeableConcept', 'medicationCodeableConcept', 'category', 'reasonCode'],
  ...[
    'statusReason',
    'orderDetail',
    'asNeededCodeableConcept',
    'bodySite',
    'additionalInstruction',
  ],
  ...['site', 'route', 'method', 'type', 'valueCodeableConcept', 'reasonCodeableConcept'],
  ...['excludeFoodModifier', 'foodPreferenceModifier', 'baseFormulaType', 'additiveType'],
  ...['reason', 'performerType', 'locationCode', 'courseOfTherapyType'],
  ...['allowedCodeableConcept', 'modifier', 'foodType', 'schedule'],
]);
/** Members that are words. */
const WORDS: ReadonlySet<string> = new Set([
  ...['text', 'display', 'patientInstruction', 'instruction', 'administrationInstruction'],
  ...['productName', 'baseFormulaProductName', 'additiveProductName'],
]);
/** Parts that are read as the order is. */
const PARTS: ReadonlySet<string> = new Set([
  ...['note', 'dosageInstruction', 'parameter', 'substitution', 'medicationReference'],
  ...['oralDiet', 'supplement', 'enteralFormula', 'texture', 'nutrient'],
  ...['occurrenceTiming', 'timing'],
]);

/**
 * What is written on an order of any kind, or on the medication that it names: beside its codes,
 * its details, its reasons, its notes, how it is to be used, and what it calls who ordered. Shape:
 * narratives, and what other resources are called, are no words of the order.
 */
export function orderWords(order: JsonObject): readonly string[] {
  const names = Object.keys(order);
  const concepts = names.filter((name) => CONCEPTS.has(name)).flatMap((name) => each(order[name]));
  const words = names.filter((name) => WORDS.has(name)).flatMap((name) => text(order[name]) ?? []);
  const parts = names.filter((name) => PARTS.has(name)).flatMap((name) => each(order[name]));
  const requester = text(object(order.requester ?? order.orderer)?.display);
  const said = [...(textsBeside(concepts) ?? []), ...words, ...parts.flatMap(orderWords)];
  return requester === undefined ? said : [...said, requester];
}

/** The objects of an element that may repeat. */
function each(value: Json | undefined): readonly JsonObject[] {
  if (isJsonArray(value)) return objects(value);
  const one = object(value);
  return one === undefined ? [] : [one];
}
