import { present } from '../../result.ts';
import type { JsonObject } from '../json/json.ts';

/** What the statement says of an operation or interaction. */
export interface CapabilityRow {
  /** The resource type it belongs to, `every` for all of them; absent for the system. */
  readonly resource?: string;
  readonly interaction?: 'read';
  readonly operation?: { readonly name: string; readonly definition: string };
  /** What a token has to allow; absent for what anybody may do. */
  readonly scope?: string;
  /** Profiles that are taken and given. */
  readonly profiles?: readonly string[];
}

/** Whose statement it is. */
export interface CapabilityIdentity {
  readonly fhirBase: string;
  readonly version: string;
  readonly date: string;
}

/** The resource of a row that belongs to every type. */
const EVERY = 'every';

const guide = 'http://hl7.org/fhir/us/davinci-pas';

/**
 * The CapabilityStatement that follows from the operations' rows. It instantiates no statement of
 * the guide while `$inquire` and Subscription, which that asks for, are not there.
 * Source: PAS IntermediaryCapabilities; conf-1; R4 CapabilityStatement.
 */
export function capabilityStatement(
  { fhirBase, version, date }: CapabilityIdentity,
  rows: readonly CapabilityRow[],
): JsonObject {
  const named = rows.flatMap(({ resource }) => resource ?? []);
  const types = [...new Set(named)].filter((type) => type !== EVERY).sort();
  const system = rows.filter(({ resource }) => resource === undefined).flatMap(operationOf);
  return {
    resourceType: 'CapabilityStatement',
    url: `${fhirBase}/metadata`,
    name: 'AssentServer',
    title: 'Assent, a payer for prior authorization',
    status: 'active',
    date,
    kind: 'instance',
    software: { name: 'Assent', version },
    implementation: { description: 'Prior authorization (Da Vinci PAS 2.2.1)', url: fhirBase },
    fhirVersion: '4.0.1',
    format: ['json', 'application/fhir+json'],
    implementationGuide: [`${guide}/ImplementationGuide/hl7.fhir.us.davinci-pas|2.2.1`],
    rest: [
      present({
        mode: 'server',
        documentation: 'One endpoint for all coverages; JSON only.',
        security: {
          cors: false,
          description:
            'A bearer token is needed; the documentation of each operation and interaction names ' +
            'the scope that it has to have.',
        },
        resource: types.map((type) => resourceOf(type, rows)),
        operation: system.length === 0 ? undefined : system,
      }),
    ],
  };
}

function resourceOf(type: string, all: readonly CapabilityRow[]): JsonObject {
  const rows = all.filter(({ resource }) => resource === type || resource === EVERY);
  const profiles = [...new Set(rows.flatMap(({ profiles: own }) => own ?? []))].sort();
  const interactions = rows.flatMap(interactionOf);
  const operations = rows.flatMap(operationOf);
  return present({
    type,
    supportedProfile: profiles.length === 0 ? undefined : profiles,
    interaction: interactions.length === 0 ? undefined : interactions,
    operation: operations.length === 0 ? undefined : operations,
  });
}

function interactionOf({ interaction, scope }: CapabilityRow): readonly JsonObject[] {
  if (interaction === undefined) return [];
  return [present({ code: interaction, documentation: scopeText(scope) })];
}

function operationOf({ operation, scope }: CapabilityRow): readonly JsonObject[] {
  if (operation === undefined) return [];
  return [present({ ...operation, documentation: scopeText(scope) })];
}

function scopeText(scope: string | undefined): string | undefined {
  return scope === undefined ? undefined : `Scope: ${scope}`;
}
