import { onPlaces } from '../operator.ts';
import { type Place, put } from '../place.ts';
import { isTreeObject, thaw } from '../tree.ts';

const sliced = new Set(
  (
    'Claim.supportingInfo Claim.item Claim.careTeam Claim.insurance Claim.identifier Task.input ' +
    'ClaimResponse.item ClaimResponse.identifier ClaimResponse.error Coverage.identifier ' +
    'ClaimResponse.item.adjudication Organization.identifier Organization.type ' +
    'Practitioner.identifier Patient.identifier Parameters.parameter ' +
    'DocumentReference.category Encounter.type'
  ).split(' '),
);
const isSliced = (place: Place): boolean => sliced.has(place.path) && typeof place.key === 'number';
const temporary = 'http://hl7.org/fhir/us/davinci-pas/CodeSystem/PASTempCodes';
const categories = [
  'patientEvent',
  'admissionDates',
  'dischargeDates',
  'additionalInformation',
  'freeFormMessage',
  'medicalRecord',
  'payer-url',
  'attachments-needed',
  'questionnaire-context',
];

/** Operators on sliced elements: slices removed, repeated, moved to another slice or to none. */
export const sliceOperators = [
  onPlaces('slice-removed', isSliced, (place) => {
    put(place, undefined);
    if (Array.isArray(place.container) && place.container.length === 0) return undefined;
    return 'item of a sliced element removed';
  }),
  onPlaces('slice-repeated', isSliced, (place) => {
    if (!Array.isArray(place.container)) return undefined;
    place.container.push(thaw(place.value));
    return 'item of a sliced element repeated';
  }),
  onPlaces(
    'slice-discriminator',
    (place) => isTreeObject(place.value) && place.value.system === temporary,
    (place, random) => {
      const code = random.pick(categories) ?? '';
      if (!isTreeObject(place.value) || place.value.code === code) return undefined;
      place.value.code = code;
      return `discriminator code ${code}`;
    },
  ),
  onPlaces(
    'slice-discriminator-removed',
    (place) => isTreeObject(place.value) && place.value.system === temporary,
    (place) => {
      put(place, undefined);
      return 'discriminator coding removed';
    },
  ),
  onPlaces(
    'sequence-changed',
    (place) => /[sS]equence$/.test(place.path) && typeof place.value === 'number',
    (place, random) => {
      const value = random.pick([2, 7, 1]) ?? 2;
      if (value === place.value) return undefined;
      put(place, value);
      return `sequence ${value}`;
    },
  ),
];
