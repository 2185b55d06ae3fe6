import type { Narrative } from '../../../domain/review/narrative.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { narrativeTexts } from '../../facts/narrative.ts';
import { tellableIn } from '../../facts/told.ts';
import { placeWords } from '../findings/place-words.ts';
import { withContained } from '../read/contained.ts';
import { mentionsOf } from './mentions.ts';
import { target } from './parties.ts';

/**
 * Resources that decide a request, and how its results were come by; what stands beside results
 * and diagnoses is read with their facts.
 */
const NARRATED: ReadonlySet<string> = new Set([
  ...['Claim', 'Patient', 'Coverage', 'Encounter', 'DocumentReference'],
  ...['ServiceRequest', 'DeviceRequest', 'MedicationRequest', 'NutritionOrder', 'Medication'],
  ...['Device', 'Specimen'],
]);

/** Whose references are held to what they lead to; those of evidence are read with their facts. */
const NAMING: ReadonlySet<string> = new Set([
  ...['Claim', 'Coverage', 'PractitionerRole'],
  ...['ServiceRequest', 'DeviceRequest', 'MedicationRequest', 'NutritionOrder'],
]);
/** What is called by its own data: people, organizations, coverages and orders. */
const NAMED: ReadonlySet<string> = new Set([
  ...['Patient', 'RelatedPerson', 'Organization', 'Practitioner', 'PractitionerRole', 'Coverage'],
  ...['Location', 'ServiceRequest', 'DeviceRequest', 'MedicationRequest', 'NutritionOrder'],
]);

/**
 * The texts of a request that may say nothing but what the data says: narratives as they are shown,
 * those of contained resources too, and what references call the resources that they lead to.
 * Source: R4 Narrative, Reference.display.
 */
export function narrativesOf(bundle: RequestBundle): readonly Narrative[] {
  const patient = target(bundle, bundle.claim, 'patient');
  const displays = mentionsOf(bundle).named.filter(
    ({ from, target: to }) => NAMING.has(from.type) && NAMED.has(to.type),
  );
  return [
    ...bundle.entries.flatMap(withContained).flatMap((entry): readonly Narrative[] => {
      const { type, resource, expression } = entry;
      if (resource.text === undefined || !NARRATED.has(type)) return [];
      const [, ...texts] = narrativeTexts(resource);
      if (texts.length === 0) return [];
      const data = tellableIn(bundle, entry, patient);
      return [{ origin: `${expression}.text`, place: placeWords(type), texts, data }];
    }),
    ...displays.map(({ from, target: to, display }) => ({
      ...{ origin: from.expression, place: placeWords(to.type), texts: [display] },
      data: tellableIn(bundle, to, to.type === 'Patient' ? undefined : patient),
    })),
  ];
}
