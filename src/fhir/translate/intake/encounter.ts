import type { EncounterAsSent } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { codeOf, codesOf, coding } from '../read/codes.ts';
import { object, objects, text } from '../read/element.ts';
import { encounterUrl, extension, pasValue } from '../read/extensions.ts';
import { partialSpan } from '../read/inexact-dates.ts';
import { pointed } from '../read/pointed.ts';

/** The stay that the request is about, when it names one. */
export function encounterOf(bundle: RequestBundle): EncounterAsSent | undefined {
  const { claim } = bundle;
  const entry = pointed(bundle, claim, extension(claim.resource, encounterUrl)?.valueReference);
  if (entry === undefined) return undefined;
  const { resource, expression } = entry;
  const types = objects(resource.type).flatMap(codesOf);
  const concept = (name: string) => codeOf(pasValue(resource, name, 'valueCodeableConcept'));
  return present({
    origin: expression,
    status: text(resource.status) ?? '',
    class: coding(resource.class),
    span: partialSpan(resource.period),
    types: types.length === 0 ? undefined : types,
    admitSource: codeOf(object(resource.hospitalization)?.admitSource),
    patientStatus: concept('patientStatus'),
    nursingHomeStatus: concept('nursingHomeResidentialStatus'),
  });
}
