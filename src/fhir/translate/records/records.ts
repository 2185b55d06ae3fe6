import { fail } from '../../../result.ts';
import type { JsonObject } from '../../json/json.ts';
import { coverageRecord } from './coverage-record.ts';
import { memberRecord } from './member-record.ts';
import { planRecord } from './plan-record.ts';
import { providerRecord } from './provider-record.ts';
import type { RecordReading } from './record-reading.ts';

type Reader = (resource: JsonObject) => RecordReading;

const readers: Readonly<Record<string, Reader>> = {
  InsurancePlan: planRecord,
  Patient: memberRecord,
  Coverage: coverageRecord,
  Organization: providerRecord,
  Practitioner: providerRecord,
};

/** Reads a FHIR resource as a record of the payer. Problems: skipped for types that are none. */
export function toRecord(resource: JsonObject): RecordReading {
  const type = String(resource.resourceType);
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (read === undefined) return fail({ kind: 'skipped', reason: `${type} is no record` });
  return read(resource);
}
