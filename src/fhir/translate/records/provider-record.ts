import type { Provider } from '../../../domain/provider/provider.ts';
import { identifierKey, idKey } from '../../../ports/record-keys.ts';
import { fail, ok, present, type Result } from '../../../result.ts';
import type { JsonObject } from '../../json/json.ts';
import { codesOf, identifiersOf } from '../read/codes.ts';
import { civilDate } from '../read/dates.ts';
import { objects, text, truth } from '../read/element.ts';
import { extension, extensions } from '../read/extensions.ts';
import { readPeriod } from '../read/inexact-dates.ts';
import { nameOf } from '../read/name-of.ts';
import { faulty, type RecordReading } from './record-reading.ts';
import { vocabulary } from './vocabulary.ts';
import { wrongNpi } from './wrong-npi.ts';

/** The first day that counts when a record names none. */
const always = civilDate('1900-01-01');

/**
 * An Organization or Practitioner as a provider; networks by extension. `as-sent` is for testers,
 * whose bundles have NPIs that nobody could have.
 */
export function providerRecord(
  resource: JsonObject,
  npis: 'checked' | 'as-sent' = 'checked',
): RecordReading {
  const id = text(resource.id);
  const type = String(resource.resourceType);
  const identifiers = identifiersOf(resource.identifier);
  const name = nameOf(resource);
  if (id === undefined) return faulty(`${type} has no id`);
  if (identifiers.length === 0) return faulty(`${type} has no identifier with system and value`);
  if (name === undefined || always === undefined) return faulty(`${type} has no name`);
  const badNpi = npis === 'checked' ? wrongNpi(identifiers) : undefined;
  if (badNpi !== undefined) return faulty(`${type} has ${badNpi}`);
  const networks = networksOf(resource);
  if (!networks.ok) return faulty(`${type}, network: ${networks.problem}`);
  const enrolled = readPeriod(extension(resource, enrolment)?.valuePeriod);
  if (!enrolled.ok) return faulty(`${type}, enrolment: the ${enrolled.problem}`);
  const key = `${type}/${id}`;
  const qualifications = objects(resource.qualification).flatMap(({ code }) => codesOf(code));
  return ok({
    schemaVersion: 1,
    kind: 'provider',
    id: key,
    keys: [idKey(key), ...identifiers.map(identifierKey)],
    body: {
      key,
      kind: type === 'Practitioner' ? 'practitioner' : 'organization',
      identifiers,
      name,
      specialties: qualifications,
      networks: networks.value,
      span: { from: always, ...enrolled.value },
      ...(truth(resource.active) === false ? { isActive: false } : {}),
    },
  });
}

/** When the provider is enrolled with the payer. */
const enrolment = 'https://assent.example/StructureDefinition/enrolment';

function networksOf(resource: JsonObject): Result<Provider['networks'], string> {
  const networks: Provider['networks'][number][] = [];
  for (const network of extensions(resource, vocabulary.network)) {
    const parts = objects(network.extension);
    const planId = text(parts.find(({ url }) => url === 'plan')?.valueString);
    const span = readPeriod(parts.find(({ url }) => url === 'period')?.valuePeriod);
    if (planId === undefined) return fail('it names no plan');
    if (!span.ok) return fail(`its ${span.problem}`);
    const { from, to } = span.value;
    if (from === undefined) return fail('its period has no start');
    networks.push({ planId, span: present({ from, to }) });
  }
  return ok(networks);
}
