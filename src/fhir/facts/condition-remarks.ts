import type { Remark } from '../../domain/policy/found-evidence.ts';
import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import { isJsonArray, type Json, type JsonObject } from '../json/json.ts';
import { withOwnMarks } from '../translate/intake/own-systems.ts';
import { codesOf, coding, textsBeside } from '../translate/read/codes.ts';
import { object, objects, referenceOf, text } from '../translate/read/element.ts';
import { pasValue } from '../translate/read/extensions.ts';
import { asProse, words } from './concept-remarks.ts';
import { linkedRemarks } from './linked-remarks.ts';
import type { Link } from './links.ts';
import { isBeforeBirth, onsetByAge } from './onset.ts';
import { asTold, identityOf, narrativeRemarks, type TellableOf } from './told.ts';

/** A Condition, and what is known of what surrounds it. */
export interface SurroundedCondition {
  readonly bundle: RequestBundle;
  readonly entry: BundleEntry;
  readonly patient: BundleEntry | undefined;
  readonly links: readonly Link[];
  readonly tellableOf: TellableOf;
}

/**
 * What stands beside the code of a Condition. What it is called has to be a name of the disease
 * where the disease decides; whatever else is written has to be understood. Elements and
 * extensions that are not known are found elsewhere. Source: R4 Condition.
 */
export function conditionRemarks(condition: SurroundedCondition): readonly Remark[] {
  const { bundle, entry, patient, links, tellableOf } = condition;
  const { resource } = entry;
  return [
    ...nameRemarks(bundle, resource.code, 'code'),
    ...[resource, ...objects(resource.stage)].flatMap((part) =>
      CONCEPTS.flatMap((name) =>
        (textsBeside(each(part[name])) ?? []).map((said) => words(name, said)),
      ),
    ),
    ...(isDegree(resource.severity) ? [] : [words('severity', undefined)]),
    ...objects(resource.note).map((note) => words('note', text(note.text))),
    ...(resource.onsetString === undefined ? [] : [words('onset', text(resource.onsetString))]),
    ...dateRemarks(resource, patient),
    ...peopleRemarks(condition),
    ...identifierRemarks(resource),
    ...linkedRemarks(links, tellableOf),
    ...narrativeRemarks('text', resource, () => tellableOf(entry)),
  ];
}

/** Their codes doubt nothing, or are read with the standing; the last two are of stages. */
const CONCEPTS = [
  ...['clinicalStatus', 'verificationStatus', 'category', 'severity', 'bodySite'],
  ...['summary', 'type'],
];

/** SNOMED CT: severe, moderate, mild; of any other degree nobody knows if it is one. */
const DEGREES: ReadonlySet<string> = new Set(['24484000', '6736007', '255604002']);

function isDegree(severity: Json | undefined): boolean {
  return codesOf(severity).every(
    ({ system, code }) => system === 'http://snomed.info/sct' && DEGREES.has(code),
  );
}

/** What stands beside a diagnosis of the request itself. Source: R4 Claim.diagnosis. */
export function diagnosisRemarks(
  bundle: RequestBundle,
  diagnosis: JsonObject,
  patient: BundleEntry | undefined,
): readonly Remark[] {
  const name = 'diagnosisCodeableConcept';
  const recorded = pasValue(diagnosis, 'diagnosisRecordedDate', 'valueDate');
  return [
    ...nameRemarks(bundle, diagnosis[name], name),
    ...(isBeforeBirth(recorded, patient) ? [words('birth', undefined)] : []),
  ];
}

/** What a disease is called, and its further codes. */
function nameRemarks(bundle: RequestBundle, value: Json | undefined, at: string): Remark[] {
  const concept = object(value) ?? {};
  const said = [concept, ...objects(concept.coding).filter((one) => coding(one) === undefined)];
  const texts = said.flatMap((one) => text(one === concept ? one.text : one.display) ?? []);
  return [
    ...texts.map((one): Remark => ({ at, form: 'name', text: one })),
    ...withOwnMarks(bundle, codesOf(concept)).map((code): Remark => ({ at, form: 'name', code })),
  ];
}

/** Nobody falls ill before birth, and no age says when in another unit than those of time. */
function dateRemarks(resource: JsonObject, patient: BundleEntry | undefined): readonly Remark[] {
  const { recordedDate, onsetDateTime, onsetPeriod } = resource;
  const { start, end } = object(onsetPeriod) ?? {};
  const dates = [recordedDate, onsetDateTime, start, end];
  const isEarly = dates.some((date) => isBeforeBirth(date, patient));
  const isUnread = onsetByAge(resource, patient) === 'unreadable';
  return [
    ...(isEarly ? [words('birth', undefined)] : []),
    ...(isUnread ? [words('onset', undefined)] : []),
  ];
}

/** Whose it is said to be, and by whom: no patient or relative diagnoses. */
function peopleRemarks({ bundle, entry, patient }: SurroundedCondition): readonly Remark[] {
  const { subject, ...resource } = entry.resource;
  const whose = text(object(subject)?.display);
  return [
    ...(whose === undefined ? [] : asTold('subject', whose, identityOf(patient))),
    ...PEOPLE.flatMap((name) => {
      const given = object(resource[name]);
      if (given === undefined) return [];
      const said = asProse(name, text(given.display));
      return isOfClinician(bundle, entry, given) ? said : [words(name, undefined), ...said];
    }),
  ];
}

const PEOPLE = ['recorder', 'asserter'] as const;

const LAYMEN = /(?:^|\/)(?:Patient|RelatedPerson)(?:\/|$)/u;

function isOfClinician(bundle: RequestBundle, from: BundleEntry, given: JsonObject): boolean {
  const reference = referenceOf(given) ?? '';
  const found = reference === '' ? undefined : bundle.resolve(reference, from)?.type;
  return ![reference, found, text(given.type)].some((one) => one !== undefined && LAYMEN.test(one));
}

/** What its numbers are called, and who gave them. */
function identifierRemarks({ identifier }: JsonObject): readonly Remark[] {
  return objects(identifier).flatMap(({ type, assigner }) => [
    ...(textsBeside([type]) ?? []).map((said) => words('identifier', said)),
    ...asProse('identifier', text(object(assigner)?.display)),
  ]);
}

function each(value: Json | undefined): readonly JsonObject[] {
  if (isJsonArray(value)) return objects(value);
  const one = object(value);
  return one === undefined ? [] : [one];
}
