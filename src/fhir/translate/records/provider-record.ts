import type { DateSpan } from '../../../domain/time.ts';
import { identifierKey, idKey } from '../../../ports/record-keys.ts';
import { ok, present } from '../../../result.ts';
import type { JsonObject } from '../../json/json.ts';
import { codesOf, identifiersOf } from '../read/codes.ts';
import { civilDate, partialSpan } from '../read/dates.ts';
import { objects, text, texts } from '../read/element.ts';
import { extension, extensions } from '../read/extensions.ts';
import { faulty, type RecordReading } from './record-reading.ts';
import { vocabulary } from './vocabulary.ts';

/** The first day that counts when a record names none. */
const always = civilDate('1900-01-01');

/** An Organization or Practitioner as a provider; networks by extension. */
export function providerRecord(resource: JsonObject): RecordReading {
  const id = text(resource.id);
  const type = String(resource.resourceType);
  const identifiers = identifiersOf(resource.identifier);
  const name = nameOf(resource);
  if (id === undefined) return faulty(`${type} has no id`);
  if (identifiers.length === 0) return faulty(`${type} has no identifier with system and value`);
  if (name === undefined || always === undefined) return faulty(`${type} has no name`);
  const key = `${type}/${id}`;
  const qualifications = objects(resource.qualification).flatMap(({ code }) => codesOf(code));
  const enrolled = extension(resource, enrolment)?.valuePeriod;
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
      networks: networksOf(resource),
      span: spanFrom(partialSpan(enrolled)) ?? { from: always },
    },
  });
}

/** When the provider is enrolled with the payer. */
const enrolment = 'https://assent.example/StructureDefinition/enrolment';

function networksOf(resource: JsonObject) {
  return extensions(resource, vocabulary.network).flatMap((network) => {
    const parts = objects(network.extension);
    const planId = text(parts.find(({ url }) => url === 'plan')?.valueString);
    const span = spanFrom(partialSpan(parts.find(({ url }) => url === 'period')?.valuePeriod));
    return planId === undefined || span === undefined ? [] : [{ planId, span }];
  });
}

function spanFrom(span: Partial<DateSpan> | undefined): DateSpan | undefined {
  const from = span?.from;
  return from === undefined ? undefined : present({ from, to: span?.to });
}

function nameOf({ name }: JsonObject): string | undefined {
  if (typeof name === 'string') return name;
  const [first] = objects(name);
  const full = [...texts(first?.given), text(first?.family) ?? ''].join(' ').trim();
  return full === '' ? undefined : full;
}
