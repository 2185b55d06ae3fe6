import type { Remark } from '../../domain/policy/found-evidence.ts';
import type { BundleEntry } from '../bundle/request-bundle.ts';
import { isJsonArray, type Json, type JsonObject } from '../json/json.ts';
import { isExtended } from '../translate/read/concept-extensions.ts';
import { object, objects, text } from '../translate/read/element.ts';
import { pasExtension } from '../translate/read/extensions.ts';
import { proseOf, words } from './concept-remarks.ts';
import { linkedRemarks } from './linked-remarks.ts';
import type { Link } from './links.ts';
import { narrativeRemarks, type TellableOf } from './told.ts';

/**
 * What stands beside the code of a Condition. The names of diseases are many, and may only not
 * doubt it; whatever else is written has to be understood, and what no element here has is not
 * read at all. Source: R4 Condition.
 */
export function conditionRemarks(
  entry: BundleEntry,
  links: readonly Link[],
  tellableOf: TellableOf,
): readonly Remark[] {
  const { resource } = entry;
  return [
    ...diseaseRemarks(resource, 'code'),
    ...CONCEPTS.flatMap((name) => each(resource[name]).flatMap((one) => saidIn(name, one))),
    ...objects(resource.stage).flatMap(({ summary, type }) =>
      [summary, type].flatMap((one) => saidIn('stage', object(one))),
    ),
    ...objects(resource.evidence).flatMap(({ code }) =>
      objects(code).flatMap((one) => saidIn('evidence', one)),
    ),
    ...objects(resource.note).map((note) => words('note', text(note.text))),
    ...(resource.onsetString === undefined ? [] : [words('onset', text(resource.onsetString))]),
    ...objects(resource.extension)
      .filter(isOpenExtension)
      .map(() => words('extension', undefined)),
    ...linkedRemarks(links, tellableOf),
    ...narrativeRemarks('text', resource, () => tellableOf(entry)),
  ];
}

/** What stands beside a diagnosis of the request itself. Source: R4 Claim.diagnosis. */
export function diagnosisRemarks(diagnosis: JsonObject): readonly Remark[] {
  const others = objects(diagnosis.extension).filter(({ url }) => url !== RECORDED);
  return [
    ...diseaseRemarks(diagnosis, 'diagnosisCodeableConcept'),
    ...others.map(() => words('extension', undefined)),
  ];
}

const RECORDED = pasExtension('diagnosisRecordedDate');

function diseaseRemarks(element: JsonObject, name: string): readonly Remark[] {
  const extended = isExtended(object(element[name])) ? [words(name, undefined)] : [];
  return [...proseOf(element, name, name), ...extended];
}

const CONCEPTS = ['clinicalStatus', 'verificationStatus', 'category', 'severity', 'bodySite'];

/** Words beside a code; where there are none the code is one of those that are read, or of none. */
function saidIn(name: string, concept: JsonObject | undefined): readonly Remark[] {
  if (concept === undefined) return [];
  const displays = objects(concept.coding).map(({ display }) => text(display));
  const said = [text(concept.text), ...displays].filter((one) => one !== undefined);
  const isNamed = said.length > 0 || CODED.has(name);
  return [
    ...said.map((one) => words(name, one)),
    ...(isNamed && !isExtended(concept) ? [] : [words(name, undefined)]),
  ];
}

/** Elements whose codes alone doubt nothing, or are read with the standing. */
const CODED: ReadonlySet<string> = new Set([
  ...['clinicalStatus', 'verificationStatus', 'category', 'severity'],
]);

/** When a diagnosis was stated says nothing of it. */
function isOpenExtension({ url }: JsonObject): boolean {
  return url !== 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate';
}

function each(value: Json | undefined): readonly JsonObject[] {
  if (isJsonArray(value)) return objects(value);
  const one = object(value);
  return one === undefined ? [] : [one];
}
