import type { SupportingItem } from '../../../domain/review/review-request.ts';
import type { SupportingDocument } from '../../../domain/review/supporting-document.ts';
import { present } from '../../../result.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import type { JsonObject } from '../../json/json.ts';
import { codeOf, codesOf } from '../read/codes.ts';
import { civilDate } from '../read/dates.ts';
import { integer, objects, referenceOf, text } from '../read/element.ts';
import { extension, isCancelled, pasExtension, pasValue } from '../read/extensions.ts';
import { daysOf, partialSpan } from '../read/inexact-dates.ts';

const kinds: Readonly<Record<string, SupportingItem['kind']>> = {
  patientEvent: 'patientEvent',
  admissionDates: 'admission',
  dischargeDates: 'discharge',
  additionalInformation: 'document',
  freeFormMessage: 'message',
};

/** One piece of supporting information, with the document it points to. */
export function supportingItem(
  bundle: RequestBundle,
  given: JsonObject,
  origin: string,
): SupportingItem {
  const category = codesOf(given.category).find(({ code }) => Object.hasOwn(kinds, code));
  return present({
    origin,
    sequence: integer(given.sequence) ?? 0,
    kind: kinds[category?.code ?? ''] ?? ('other' as const),
    span: timingOf(given),
    text: text(given.valueString),
    document: documentOf(bundle, given),
    ...changeOf(given),
  });
}

/** What an update says of an entry: added, changed, cancelled. */
export function changeOf(given: JsonObject): Pick<SupportingItem, 'change' | 'isCancelled'> {
  const mark = pasValue(given, 'infoChanged', 'valueCode');
  const marked: SupportingItem['change'] =
    mark === 'added' || mark === 'changed' ? mark : undefined;
  return present({
    change: marked,
    isCancelled: isCancelled(given),
  });
}

function timingOf(given: JsonObject): SupportingItem['span'] {
  const on = daysOf(given.timingDate);
  return on === undefined ? partialSpan(given.timingPeriod) : { from: on.first, to: on.last };
}

function documentOf(bundle: RequestBundle, given: JsonObject): SupportingDocument | undefined {
  const reference = referenceOf(given.valueReference);
  if (reference === undefined) return undefined;
  const entry = bundle.resolve(reference, bundle.claim);
  const categories = objects(entry?.resource.category).flatMap(codesOf);
  const described = extension(given, pasExtension('documentInformation'));
  const part = (name: string): JsonObject | undefined => extension(described, name);
  return present({
    kind: entry?.type ?? 'unknown',
    status: text(entry?.resource.status),
    codes: codesOf(entry?.resource.type ?? entry?.resource.code),
    categories: categories.length === 0 ? undefined : categories,
    writtenOn: civilDate(entry?.resource.date),
    reportType: codeOf(part('reportTypeCode')?.valueCodeableConcept),
    transmissionMethod: codeOf(part('transmissionMethod')?.valueCodeableConcept),
    controlNumber: text(part('controlNumber')?.valueString),
    description: text(part('description')?.valueString),
  });
}
