import type { ResidenceAsSent } from '../../../domain/review/written.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { object, objects, text, texts } from '../read/element.ts';
import { areKept } from '../read/kept-texts.ts';
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
  const countries = distinct(current.map(({ country }) => text(country)));
  const told = distinct(said);
  if (countries.length + told.length === 0) return undefined;
  if (areKept([...countries, ...told])) return { countries, texts: told };
  return { countries: [], texts: [], isLong: true };
}

function distinct(texts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(texts.filter((one) => one !== undefined))];
}
