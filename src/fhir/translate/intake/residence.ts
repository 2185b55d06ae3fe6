import type { ResidenceAsSent } from '../../../domain/review/written.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { object, objects, text, texts } from '../read/element.ts';
import { target } from './parties.ts';

/**
 * Where the patient of a request lives, and who has them in its care, in words: addresses that are
 * not old, and the organization that manages their record. Shape: undefined when nothing is told.
 * Source: R4 Patient.address, Patient.managingOrganization.
 */
export function residenceOf(bundle: RequestBundle): ResidenceAsSent | undefined {
  const patient = target(bundle, bundle.claim, 'patient');
  if (patient === undefined) return undefined;
  const { address, managingOrganization } = patient.resource;
  const current = objects(address).filter(({ use }) => use !== 'old');
  const manager = target(bundle, patient, 'managingOrganization');
  const said = [
    ...current.flatMap((one) => [text(one.text), ...texts(one.line)]),
    text(object(managingOrganization)?.display),
    text(manager?.resource.name),
  ];
  const countries = current.flatMap(({ country }) => text(country) ?? []);
  const told = said.filter((one) => one !== undefined);
  return countries.length + told.length === 0 ? undefined : { countries, texts: told };
}
