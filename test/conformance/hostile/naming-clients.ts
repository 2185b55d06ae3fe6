import type { JsonObject } from '../../../src/fhir/json/json.ts';
import type { Validator } from '../../../src/fhir/validate/validator.ts';
import { judgeResource } from './judge-bytes.ts';

/** A client that sends names which nobody sent before, again and again. */
export interface NamingClient {
  readonly name: string;
  /** A resource with `names` names, the first of them numbered `first`. */
  readonly send: (first: number, names: number) => JsonObject;
}

const CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';
const PAS = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition';
const MARITAL = 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus';

const OBSERVATIONS = [
  ...['bmi', 'body-height', 'body-weight', 'blood-pressure', 'heart-rate', 'observation-lab'],
  ...['smokingstatus', 'vital-signs', 'observation-clinical-result', 'simple-observation'],
  ...['pulse-oximetry', 'respiratory-rate', 'body-temperature', 'head-circumference'],
].map((name) => `${CORE}/us-core-${name}`);

/** Everything that a client can name and a validator might remember. */
export const namingClients: readonly NamingClient[] = [
  client('unknown profiles', (names) => ({ meta: { profile: names('http://example.org/') } })),
  client('versions of a known profile', (names) => ({
    meta: { profile: names(`${PAS}/profile-beneficiary|`) },
  })),
  client('fragments of a known profile', (names) => ({
    meta: { profile: names(`${PAS}/profile-beneficiary#`) },
  })),
  {
    name: 'sets of known profiles',
    send: (first) => ({
      resourceType: 'Observation',
      meta: {
        profile: OBSERVATIONS.filter(
          (_, at) => (Math.imul(first + 1, 0x9e3779b1) >>> (at + 8)) & 1,
        ),
      },
      status: 'final',
      code: { text: 'x' },
    }),
  },
  client('unknown extensions', (names) => ({ extension: urls(names('http://example.org/')) })),
  client('versions of a known extension', (names) => ({
    extension: urls(names(`${CORE}/us-core-birthsex|`)),
  })),
  client('unknown code systems', (names) => ({
    maritalStatus: { coding: systems(names('http://example.org/')) },
  })),
  client('versions of a known code system', (names) => ({
    maritalStatus: { coding: systems(names(`${MARITAL}|`)) },
  })),
  client('unknown members', (names) => Object.fromEntries(names('m').map((name) => [name, 1]))),
  client('unknown resource types', (names) => ({ contained: types(names('Unknown')) })),
  client('resource types with a version', (names) => ({ contained: types(names('Patient|')) })),
  client('reference targets', (names) => ({
    generalPractitioner: names('Practitioner/').map((reference) => ({ reference })),
  })),
  client('resource types of targets', (names) => ({
    contained: names('p').map((id) => ({ resourceType: `Unknown${id}`, id })),
    generalPractitioner: names('#p').map((reference) => ({ reference })),
  })),
  client('contained ids', (names) => ({
    contained: names('p').map((id) => ({ resourceType: 'Practitioner', id })),
    generalPractitioner: names('#p').map((reference) => ({ reference })),
  })),
];

function client(
  name: string,
  members: (names: (stem: string) => string[]) => JsonObject,
): NamingClient {
  return {
    name,
    send: (first, count) => ({
      resourceType: 'Patient',
      ...members((stem) => Array.from({ length: count }, (_, at) => `${stem}${first + at}`)),
    }),
  };
}

function urls(names: readonly string[]): readonly JsonObject[] {
  return names.map((url) => ({ url, valueCode: 'F' }));
}

function systems(names: readonly string[]): readonly JsonObject[] {
  return names.map((system) => ({ system, code: 'M' }));
}

function types(names: readonly string[]): readonly JsonObject[] {
  return names.map((resourceType) => ({ resourceType, id: 'x' }));
}

/** How much a client makes the process keep, in bytes, by validations after the first ones. */
export interface Growth {
  readonly warmUp: number;
  readonly rounds: number;
  readonly names: number;
  readonly collect: () => void;
}

/** Bytes that stay on the heap after many validations of ever new names. */
export function growthBy(
  { send }: NamingClient,
  validator: Validator,
  { warmUp, rounds, names, collect }: Growth,
): number {
  for (let round = 0; round < warmUp; round += 1) {
    judgeResource(validator, send(round * names, names));
  }
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let round = warmUp; round < warmUp + rounds; round += 1) {
    judgeResource(validator, send(round * names, names));
  }
  collect();
  return process.memoryUsage().heapUsed - before;
}
