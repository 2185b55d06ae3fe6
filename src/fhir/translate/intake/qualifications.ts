import type { QualificationAsSent } from '../../../domain/review/qualification-as-sent.ts';
import { present } from '../../../result.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import { textsBeside } from '../read/codes.ts';
import { withContained } from '../read/contained.ts';
import { object, objects, text } from '../read/element.ts';
import { isUnreadable, partialSpan } from '../read/inexact-dates.ts';

/** What all practitioners of a request are qualified for; undefined when none says. */
export function qualificationsOf(
  bundle: RequestBundle,
): readonly QualificationAsSent[] | undefined {
  const found = bundle.entries.flatMap(withContained).flatMap(ofPractitioner);
  return found.length === 0 ? undefined : found;
}

function ofPractitioner({
  type,
  resource,
  expression,
}: BundleEntry): readonly QualificationAsSent[] {
  if (type !== 'Practitioner') return [];
  return objects(resource.qualification).map((given, index) =>
    qualificationOf(given, `${expression}.qualification[${index}]`),
  );
}

function qualificationOf(given: JsonObject, origin: string): QualificationAsSent {
  const numbers = objects(given.identifier);
  const periods = [given, ...numbers].flatMap(({ period }) =>
    period === undefined ? [] : [period],
  );
  const told = [given.code, ...numbers.map(({ type }) => type)];
  return present({
    origin,
    periods: periods.flatMap((period) => partialSpan(period) ?? []),
    isUnreadable: periods.some(isUnreadable) ? true : undefined,
    texts: [...(textsBeside(told) ?? []), ...wordsOf(given.extension, EXTENSIONS_DEEP)],
  });
}

/** Extensions of a qualification tell its status as an extension in an extension. */
const EXTENSIONS_DEEP = 2;

/** What extensions say in words or codes. */
function wordsOf(extension: Json | undefined, depth: number): readonly string[] {
  if (!isJsonArray(extension) || depth === 0) return [];
  return extension.filter(isJsonObject).flatMap((one) => {
    const { valueCodeableConcept: concept, valueCoding: coding } = one;
    const codes = [coding, ...objects(object(concept)?.coding)].map((each) => object(each)?.code);
    const plain = [one.valueCode, one.valueString, object(coding)?.display, ...codes];
    return [
      ...plain.flatMap((each) => text(each) ?? []),
      ...(textsBeside([concept]) ?? []),
      ...wordsOf(one.extension, depth - 1),
    ];
  });
}
