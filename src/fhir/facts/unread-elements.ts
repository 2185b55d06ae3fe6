import type { Remark } from '../../domain/policy/found-evidence.ts';
import type { JsonObject } from '../json/json.ts';
import { KNOWN as OF_REQUEST } from '../translate/intake/known-elements.ts';
import { coding } from '../translate/read/codes.ts';
import { object, objects, text } from '../translate/read/element.ts';
import { isHarmless } from '../translate/read/harmless-extension.ts';
import {
  ANY_RESOURCE,
  element,
  type Parts,
  unknownPlaces,
} from '../translate/read/unknown-places.ts';
import { asProse, words } from './concept-remarks.ts';

/** The kinds of values that a result may have. */
const VALUES =
  'valueQuantity valueCodeableConcept valueString valueBoolean valueInteger valueRange ' +
  'valueRatio valueSampledData valueTime valueDateTime valuePeriod';

const RANGE = element({ all: 'low high type appliesTo age text' });

/**
 * The elements of each type that are read, or that say nothing of what a result means; of all
 * others nobody knows what they say. Source: R4, the definitions of the resource types.
 */
const KNOWN: ReadonlyMap<string, Parts> = new Map<string, Parts>([
  [
    'Observation',
    {
      ...ANY_RESOURCE,
      ...element({
        all:
          'basedOn partOf status category code subject focus encounter effectiveDateTime ' +
          'effectivePeriod effectiveInstant issued performer dataAbsentReason interpretation ' +
          `note bodySite method specimen device hasMember derivedFrom ${VALUES}`,
      }),
      referenceRange: RANGE,
      component: {
        ...element({ all: `code interpretation dataAbsentReason ${VALUES}` }),
        referenceRange: RANGE,
      },
    },
  ],
  [
    'Specimen',
    {
      ...ANY_RESOURCE,
      ...element({
        all:
          'accessionIdentifier status type subject receivedTime request container condition ' +
          'note',
      }),
      collection: element({
        all:
          'collector collectedDateTime collectedPeriod duration quantity method bodySite ' +
          'fastingStatusCodeableConcept',
      }),
    },
  ],
  [
    'Device',
    {
      ...ANY_RESOURCE,
      ...element({
        all:
          'definition udiCarrier status manufacturer manufactureDate lotNumber serialNumber ' +
          'deviceName modelNumber partNumber type version patient owner contact location url ' +
          'note distinctIdentifier',
      }),
    },
  ],
  [
    'DiagnosticReport',
    {
      ...ANY_RESOURCE,
      ...element({
        all:
          'basedOn status category code subject encounter issued effectiveDateTime ' +
          'effectivePeriod performer resultsInterpreter specimen result conclusion ' +
          'conclusionCode presentedForm',
      }),
    },
  ],
  [
    'Encounter',
    {
      ...ANY_RESOURCE,
      ...element({
        all:
          'status statusHistory class type serviceType priority subject episodeOfCare basedOn ' +
          'appointment period length reasonCode reasonReference diagnosis account location ' +
          'serviceProvider',
        apart: 'participant',
      }),
    },
  ],
  [
    'QuestionnaireResponse',
    {
      ...ANY_RESOURCE,
      ...element({
        all: 'questionnaire status subject encounter authored author source item basedOn partOf',
      }),
    },
  ],
]);

const OTHER: Parts = {
  ...ANY_RESOURCE,
  ...element({
    all:
      'status category code subject encounter performer note performedDateTime performedPeriod ' +
      'asserter recorder basedOn partOf',
  }),
};

/**
 * What a resource says in elements and extensions that nobody reads, and by labels that are none
 * of access: one remark without words for each, which no fact understands. What its own extensions
 * say is read elsewhere; orders and papers are held to the table of the request.
 */
export function unreadElements(resource: JsonObject): readonly Remark[] {
  const { meta } = resource;
  const remarks = unreadIn(resource).map(() => words('element', undefined));
  return meta === undefined ? remarks : remarks.concat(labelsOf(object(meta) ?? {}));
}

function unreadIn(resource: JsonObject): readonly string[] {
  const type = text(resource.resourceType) ?? '';
  if (OF_REQUEST.has(type)) return [];
  const own = new Set(objects(resource.extension));
  return unknownPlaces(resource, KNOWN.get(type) ?? OTHER, (given) =>
    own.has(given) || isHarmless(given) ? undefined : 'extension',
  );
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
