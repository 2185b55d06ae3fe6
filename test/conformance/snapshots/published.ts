import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPackageArchive } from '../../../src/adapters/package-archive.ts';
import { isJsonObject, type JsonObject } from '../../../src/fhir/json/json.ts';
import { textOf } from '../../../src/fhir/profiles/json-members.ts';

/** Where the published packages lie. */
export const PUBLISHED = '../shared/ig';

/** The archives of the packages whose snapshots are compared. */
export const ARCHIVES: Readonly<Record<string, string>> = {
  'hl7.fhir.us.davinci-pas#2.2.1': 'davinci_pas_2.2.1.tgz',
  'hl7.fhir.us.core#7.0.0': 'us_core_700.tgz',
  'hl7.fhir.us.davinci-hrex#1.2.0': 'hl7.fhir.us.davinci-hrex-1.2.0.tgz',
  'hl7.fhir.uv.subscriptions-backport.r4#1.1.0': 'hl7.fhir.uv.subscriptions-backport.r4-1.1.0.tgz',
  'hl7.fhir.uv.sdc#4.0.0': 'hl7.fhir.uv.sdc-4.0.0.tgz',
  'hl7.fhir.us.davinci-crd#2.2.1': 'hl7.fhir.us.davinci-crd-2.2.1.tgz',
  'hl7.fhir.us.davinci-cdex#2.1.0': 'hl7.fhir.us.davinci-cdex-2.1.0.tgz',
  'hl7.fhir.us.davinci-dtr#2.2.0': 'hl7.fhir.us.davinci-dtr-2.2.0.tgz',
  'hl7.fhir.r4.core#4.0.1': 'hl7.fhir.r4.core-4.0.1-subset.tgz',
};

/** The structure definitions in an archive by URL, snapshots included. */
export async function publishedStructures(
  archive: string,
): Promise<ReadonlyMap<string, JsonObject>> {
  const content = await readPackageArchive(readFileSync(join(PUBLISHED, archive)));
  const found = new Map<string, JsonObject>();
  if (!content.ok) return found;
  for (const [path, bytes] of content.value.files) {
    if (!path.startsWith('package/StructureDefinition-')) continue;
    const structure: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    const url = isJsonObject(structure) ? textOf(structure, 'url') : undefined;
    if (isJsonObject(structure) && url !== undefined) found.set(url, structure);
  }
  return found;
}
