import type { RequestWords } from '../../../domain/review/written.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import type { JsonObject } from '../../json/json.ts';
import { allTexts } from '../read/all-texts.ts';
import { currentName } from '../read/current-name.ts';
import { objects, text, texts } from '../read/element.ts';
import { areKept } from '../read/kept-texts.ts';
import { nameOf } from '../read/name-of.ts';
import { pointed } from '../read/pointed.ts';
import { target } from './parties.ts';

/**
 * All that is written in the record of the patient and that nobody else reads: names, titles,
 * contacts, telephones, who treats them, what their numbers are called. The address has its own
 * rule, and the name that they go by is known. Shape: nothing when nothing is written.
 * Source: R4 Patient.
 */
export function patientWords(
  bundle: RequestBundle,
): Pick<RequestWords, 'patient' | 'isPatientLong'> {
  const patient = target(bundle, bundle.claim, 'patient');
  if (patient === undefined) return {};
  const { resource } = patient;
  const { contact, generalPractitioner } = resource;
  const led = [
    ...objects(generalPractitioner),
    ...objects(contact).flatMap(({ organization }) => objects([organization ?? null])),
  ].flatMap((one) => pointed(bundle, patient, one) ?? []);
  const said = [...withoutName(resource), ...led.flatMap((one) => nameOf(one.resource) ?? [])];
  const patientTexts = [...new Set(said)];
  if (patientTexts.length === 0) return {};
  return areKept(patientTexts) ? { patient: patientTexts } : { isPatientLong: true };
}

/** The name that the patient goes by is read as such. */
function withoutName(resource: JsonObject): readonly string[] {
  const name = currentName(resource);
  const known = new Set([...texts(name?.given), text(name?.family), texts(name?.suffix)[0]]);
  return allTexts(resource, READ_ELSEWHERE).filter((one) => !known.has(one));
}

const READ_ELSEWHERE: ReadonlySet<string> = new Set([
  ...['address', 'photo', 'birthDate', 'gender', 'link', 'active'],
]);
