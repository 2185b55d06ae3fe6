import type { Narrative } from '../../../domain/review/narrative.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { narrativeTexts } from '../../facts/narrative.ts';
import { tellableIn } from '../../facts/told.ts';
import { placeWords } from '../findings/place-words.ts';
import { withContained } from '../read/contained.ts';
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

/**
 * The narratives of a request as they are shown, those of contained resources too, and what each
 * may repeat; R4 Narrative.
 */
export function narrativesOf(bundle: RequestBundle): readonly Narrative[] {
  return bundle.entries.flatMap(withContained).flatMap((entry): readonly Narrative[] => {
    const { type, resource, expression } = entry;
    if (resource.text === undefined || !NARRATED.has(type)) return [];
    const [, ...texts] = narrativeTexts(resource);
    if (texts.length === 0) return [];
    const data = tellableIn(bundle, entry, target(bundle, bundle.claim, 'patient'));
    return [{ origin: `${expression}.text`, place: placeWords(type), texts, data }];
  });
}
