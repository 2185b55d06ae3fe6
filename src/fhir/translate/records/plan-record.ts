import type { Identifier } from '../../../domain/code.ts';
import { idKey } from '../../../ports/record-keys.ts';
import { ok, present } from '../../../result.ts';
import type { JsonObject } from '../../json/json.ts';
import { codesOf, identifierOf, identifiersOf } from '../read/codes.ts';
import { object, objects, referenceOf, text } from '../read/element.ts';
import { extension } from '../read/extensions.ts';
import { faulty, type RecordReading } from './record-reading.ts';
import { vocabulary } from './vocabulary.ts';
import { wrongNpi } from './wrong-npi.ts';

/** R4 publication status; nobody is covered by what is not active. */
const statuses: ReadonlySet<string> = new Set(['active', 'draft', 'retired', 'unknown']);

const fundingTypes = ['fully-insured', 'self-funded', 'government'] as const;

/** An InsurancePlan as a plan of ours: line of business and funding by code, zone by extension. */
export function planRecord(resource: JsonObject): RecordReading {
  const id = text(resource.id);
  const types = objects(resource.type).flatMap(codesOf);
  const code = (system: string) => types.find((type) => type.system === system)?.code;
  const lineOfBusiness = code(vocabulary.lineOfBusiness);
  const fundingType = fundingTypes.find((type) => type === code(vocabulary.fundingType));
  const timeZone = text(extension(resource, vocabulary.timeZone)?.valueCode);
  const payers = payersOf(resource);
  const phone = text(objects(objects(resource.contact)[0]?.telecom)[0]?.value);
  if (id === undefined) return faulty('InsurancePlan has no id');
  if (lineOfBusiness === undefined || fundingType === undefined) {
    return faulty('InsurancePlan.type names no line of business or funding type');
  }
  const badNpi = wrongNpi(payers);
  if (badNpi !== undefined) return faulty(`InsurancePlan names ${badNpi}`);
  if (payers.length === 0) return faulty('InsurancePlan.ownedBy names no payer by an identifier');
  const status = text(resource.status) ?? 'active';
  if (!statuses.has(status)) {
    return faulty(`InsurancePlan.status is none of ${[...statuses].join(', ')}`);
  }
  if (timeZone === undefined || !isTimeZone(timeZone)) {
    return faulty('InsurancePlan has no time zone that is known');
  }
  const areas = objects(resource.coverageArea);
  return ok({
    schemaVersion: 1,
    kind: 'plan',
    id,
    keys: [idKey(id)],
    body: present({
      id,
      name: text(resource.name) ?? id,
      lineOfBusiness,
      fundingType,
      state: text(areas[0]?.display),
      timeZone,
      payerIdentifiers: payers,
      phone: phone ?? '',
      isActive: status === 'active' ? undefined : false,
    }),
  });
}

/**
 * By what requests may name us as the payer of a plan: the identifier of ownedBy or administeredBy,
 * and all of an organization that is contained for them.
 */
function payersOf(resource: JsonObject): readonly Identifier[] {
  return [resource.ownedBy, resource.administeredBy].flatMap((given) => {
    const id = referenceOf(given)?.replace(/^#/u, '');
    const within = objects(resource.contained).find((one) => one.id === id);
    const named = identifierOf(object(given)?.identifier);
    return [...(named === undefined ? [] : [named]), ...identifiersOf(within?.identifier)];
  });
}

/** Zones that are known to be some: to ask takes as long as the rest of the record. */
const zones = new Set<string>();

function isTimeZone(name: string): boolean {
  if (zones.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    zones.add(name);
    return true;
  } catch {
    return false;
  }
}
