import type { FoundEvidence } from '../../domain/policy/found-evidence.ts';
import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import type { JsonObject } from '../json/json.ts';
import { identifierOf, identifiersOf } from '../translate/read/codes.ts';
import { object, objects, referenceOf, text } from '../translate/read/element.ts';
import type { Link } from './links.ts';

/** A resource of a request, and the element by which it names its subject. */
export interface SubjectPlace {
  readonly bundle: RequestBundle;
  readonly entry: BundleEntry;
  readonly patient: BundleEntry | undefined;
  readonly name: string;
  readonly links: readonly Link[];
}

type Subject = FoundEvidence['subject'];

/**
 * Whom a resource is about: its subject, and what else may say that it is somebody else (focus,
 * specimen, the identifier of a reference). Whoever can't be found here is somebody else.
 * Source: R4 Observation.focus, Specimen.subject, Reference.identifier.
 */
export function subjectOf(place: SubjectPlace): Subject {
  const { entry, name } = place;
  const { resource } = entry;
  const said: Subject[] = [
    referred(place, entry, resource[name]),
    ...objects(resource.focus).map((focus) => onlyPatient(referred(place, entry, focus))),
    ...place.links.flatMap((link) => ofLink(place, link)),
    ...focusCodes(resource),
  ];
  // A sample or a stay need not say whose it is; the resource itself has to.
  return said.includes('other') ? 'other' : (said[0] ?? 'none');
}

/** Whom a reference of a resource means, as far as the request knows them. */
export function whoIs(
  bundle: RequestBundle,
  from: BundleEntry,
  value: JsonObject[string] | undefined,
): Subject {
  const reference = referenceOf(bundle.claim.resource.patient);
  const patient = reference === undefined ? undefined : bundle.resolve(reference, bundle.claim);
  return referred({ bundle, patient }, from, value);
}

function onlyPatient(subject: Subject): Subject {
  return subject === 'patient' ? 'patient' : 'other';
}

function referred(
  place: Pick<SubjectPlace, 'bundle' | 'patient'>,
  from: BundleEntry,
  value: JsonObject[string] | undefined,
): Subject {
  const { bundle, patient } = place;
  const given = object(value);
  if (given === undefined) return 'none';
  const reference = referenceOf(given);
  const named = identified(given, patient);
  if (reference === undefined) return named ?? 'none';
  const target = bundle.resolve(reference, from);
  const isPatient = target !== undefined && target === patient;
  return isPatient && named !== 'other' ? 'patient' : 'other';
}

/** Whom the identifier of a reference means; undefined where the patient has none to compare. */
function identified(reference: JsonObject, patient: BundleEntry | undefined): Subject | undefined {
  const identifier = identifierOf(reference.identifier);
  if (identifier === undefined) return undefined;
  const { system, value } = identifier;
  const own = identifiersOf(patient?.resource.identifier).filter((one) => one.system === system);
  if (own.length === 0) return undefined;
  return own.some((one) => one.value === value) ? 'patient' : 'other';
}

function ofLink(place: SubjectPlace, { entry }: Link): readonly Subject[] {
  const whose = entry?.resource.subject ?? entry?.resource.patient;
  return entry === undefined || whose === undefined ? [] : [referred(place, entry, whose)];
}

/** R4's extension for a focus that is no resource: a donor, a fetus, a device. */
const FOCUS_CODE = 'http://hl7.org/fhir/StructureDefinition/observation-focusCode';

function focusCodes({ extension }: JsonObject): readonly Subject[] {
  return objects(extension).flatMap(({ url }) => (text(url) === FOCUS_CODE ? ['other'] : []));
}
