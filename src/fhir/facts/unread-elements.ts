import type { Remark } from '../../domain/policy/found-evidence.ts';
import { isJsonArray, type JsonObject } from '../json/json.ts';
import { coding } from '../translate/read/codes.ts';
import { object, objects, text } from '../translate/read/element.ts';
import { asProse, words } from './concept-remarks.ts';

/** What any resource may have; narratives, extensions and labels are read, contained ones found. */
const ANY = [
  ...['resourceType', 'id', 'meta', 'language', 'text', 'contained', 'extension', 'identifier'],
  // The rules for these stop the whole request where they are there.
  ...['implicitRules', 'modifierExtension'],
];

/** Of orders, which differ in little. */
const ORDER = [
  ...['instantiatesCanonical', 'instantiatesUri', 'basedOn', 'replaces', 'groupIdentifier'],
  ...['requisition', 'status', 'intent', 'priority', 'category', 'code', 'codeCodeableConcept'],
  ...['subject', 'encounter', 'occurrenceDateTime', 'occurrencePeriod', 'occurrenceTiming'],
  ...['authoredOn', 'requester', 'performer', 'performerType', 'reasonCode', 'reasonReference'],
  ...['insurance', 'supportingInfo', 'specimen', 'bodySite', 'note', 'relevantHistory'],
  ...['locationReference'],
];

/**
 * The elements of each type that are read, or that say nothing of what a result means; of all
 * others nobody knows what they say. Source: R4, the definitions of the resource types.
 */
const KNOWN: Readonly<Record<string, ReadonlySet<string>>> = {
  Observation: new Set([
    ...[...ANY, 'basedOn', 'partOf', 'status', 'category', 'code', 'subject', 'focus'],
    ...['encounter', 'effectiveDateTime', 'effectivePeriod', 'effectiveInstant', 'issued'],
    ...['performer', 'dataAbsentReason', 'interpretation', 'note', 'bodySite', 'method'],
    ...['specimen', 'device', 'referenceRange', 'hasMember', 'derivedFrom', 'component'],
    ...['valueQuantity', 'valueCodeableConcept', 'valueString', 'valueBoolean', 'valueInteger'],
    ...['valueRange', 'valueRatio', 'valueSampledData', 'valueTime', 'valueDateTime'],
    'valuePeriod',
  ]),
  Specimen: new Set([
    ...[...ANY, 'accessionIdentifier', 'status', 'type', 'subject', 'receivedTime', 'request'],
    ...['collection', 'container', 'condition', 'note'],
  ]),
  Device: new Set([
    ...[...ANY, 'definition', 'udiCarrier', 'status', 'manufacturer', 'manufactureDate'],
    ...['lotNumber', 'serialNumber', 'deviceName', 'modelNumber', 'partNumber', 'type'],
    ...['version', 'patient', 'owner', 'contact', 'location', 'url', 'note', 'distinctIdentifier'],
  ]),
  DiagnosticReport: new Set([
    ...[...ANY, 'basedOn', 'status', 'category', 'code', 'subject', 'encounter', 'issued'],
    ...['effectiveDateTime', 'effectivePeriod', 'performer', 'resultsInterpreter', 'specimen'],
    ...['result', 'conclusion', 'conclusionCode', 'presentedForm'],
  ]),
  Encounter: new Set([
    ...[...ANY, 'status', 'statusHistory', 'class', 'type', 'serviceType', 'priority'],
    ...['subject', 'episodeOfCare', 'basedOn', 'participant', 'appointment', 'period', 'length'],
    ...['reasonCode', 'reasonReference', 'diagnosis', 'account', 'location', 'serviceProvider'],
  ]),
  QuestionnaireResponse: new Set([
    ...[...ANY, 'questionnaire', 'status', 'subject', 'encounter', 'authored', 'author'],
    ...['source', 'item', 'basedOn', 'partOf'],
  ]),
  ServiceRequest: new Set([...ANY, ...ORDER]),
  DeviceRequest: new Set([...ANY, ...ORDER]),
};

const OTHER: ReadonlySet<string> = new Set([
  ...[...ANY, 'status', 'category', 'code', 'subject', 'encounter', 'performer', 'note'],
  ...['performedDateTime', 'performedPeriod', 'asserter', 'recorder', 'basedOn', 'partOf'],
]);

const PARTS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    component: new Set([
      ...['id', 'extension', 'code', 'interpretation', 'dataAbsentReason', 'referenceRange'],
      ...['valueQuantity', 'valueCodeableConcept', 'valueString', 'valueBoolean', 'valueInteger'],
      ...['valueRange', 'valueRatio', 'valueSampledData', 'valueTime', 'valueDateTime'],
      ...['valuePeriod', 'modifierExtension'],
    ]),
    referenceRange: new Set(['id', 'extension', 'low', 'high', 'type', 'appliesTo', 'age', 'text']),
    collection: new Set([
      ...['id', 'extension', 'collector', 'collectedDateTime', 'collectedPeriod', 'duration'],
      ...['quantity', 'method', 'bodySite', 'fastingStatusCodeableConcept'],
    ]),
  }),
);

/**
 * What a resource says in elements that nobody reads, and by labels that are none of access: one
 * remark without words for each, which no fact understands.
 */
export function unreadElements(resource: JsonObject): readonly Remark[] {
  const type = text(resource.resourceType) ?? '';
  const known = Object.hasOwn(KNOWN, type) ? (KNOWN[type] ?? OTHER) : OTHER;
  const { meta } = resource;
  let remarks = unreadIn(resource, known);
  for (const [name, ofPart] of PARTS) {
    const value = resource[name];
    if (value === undefined) continue;
    const parts = isJsonArray(value) ? objects(value) : objects([value]);
    remarks = remarks.concat(parts.flatMap((part) => unreadIn(part, ofPart)));
  }
  return meta === undefined ? remarks : remarks.concat(labelsOf(object(meta) ?? {}));
}

function unreadIn(part: JsonObject, known: ReadonlySet<string>): readonly Remark[] {
  const remarks: Remark[] = [];
  for (const name in part) if (!known.has(name)) remarks.push(words('element', undefined));
  return remarks;
}

const OBSERVATION_VALUE = 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue';
/** Labels of access, by their systems; of reasons only that the data is made up for a test. */
const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
const TEST = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';

/** Labels may say how far a result can be trusted; tags are of workflow, but for that it is cut. */
function labelsOf({ security, tag }: JsonObject): readonly Remark[] {
  return [
    ...objects(security).flatMap((one) => {
      const { system, code } = coding(one) ?? {};
      const isOfAccess = system === CONFIDENTIALITY || (system === TEST && code === 'HTEST');
      return isOfAccess ? asProse('label', text(one.display)) : [words('label', undefined)];
    }),
    ...objects(tag).flatMap((one) => {
      if (text(one.system) === OBSERVATION_VALUE) return [words('label', undefined)];
      return asProse('label', text(one.display));
    }),
  ];
}
