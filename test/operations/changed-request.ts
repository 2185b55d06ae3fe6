import { isJsonArray, isJsonObject, type JsonObject } from '../../src/fhir/json/json.ts';
import { scenario, type TestPayer } from './payer.ts';

/** What is changed in an honest request: a saturation of 86 % of five days ago, and J44.9. */
export interface Change {
  readonly observation?: JsonObject;
  readonly claim?: JsonObject;
  readonly item?: JsonObject;
  /** Resources beside; each gets a fullUrl of the sender's server, or its own. */
  readonly more?: readonly JsonObject[];
  readonly fullUrl?: string;
  readonly language?: string;
}

const server = 'https://ehr.example.org/fhir';

function changed({ observation, claim, item, more = [], fullUrl, language }: Change): string {
  const bundle = JSON.parse(scenario('home-oxygen-approved'));
  const of = (type: string) =>
    bundle.entry.find((one: { resource: JsonObject }) => one.resource.resourceType === type);
  const request = of('Claim').resource;
  Object.assign(of('Observation').resource, observation);
  if (fullUrl !== undefined) of('Observation').fullUrl = fullUrl;
  request.item = [Object.assign(request.item[0], item)];
  Object.assign(request, claim);
  if (language !== undefined) bundle.language = language;
  for (const resource of more) {
    bundle.entry.push({ fullUrl: `${server}/${resource.resourceType}/${resource.id}`, resource });
  }
  return JSON.stringify(bundle);
}

/** What the first line of the answer says. */
export interface Told {
  readonly action: string;
  /** True when a document is asked for. */
  readonly asks: boolean;
  readonly text: string;
}

/** Sends a changed request to a payer without memory. */
export async function told(payer: TestPayer, change: Change): Promise<Told> {
  await payer.post('/sandbox/reset', {});
  const { status, body } = await payer.post('/fhir/Claim/$submit', changed(change));
  const written = JSON.stringify(body);
  if (status !== 200) return { action: `${status}`, asks: false, text: written };
  const entries = isJsonArray(body.entry) ? body.entry.filter(isJsonObject) : [];
  const notes = JSON.stringify(entries[0]?.resource ?? '').matchAll(/"text":"((?:[^"\\]|\\.)*)"/g);
  const texts = [...notes].map(([, text]) => text ?? '');
  return {
    action: /005010\/306","code":"(\w+)"/.exec(written)?.[1] ?? '',
    asks: written.includes('CommunicationRequest'),
    text: texts.find((text) => text.includes('HOME-OXYGEN@')) ?? written,
  };
}

/** LOINC. */
export const loinc = 'http://loinc.org';
/** UCUM. */
export const ucum = 'http://unitsofmeasure.org';
/** The code of a saturation by pulse oximetry. */
export const saturation: JsonObject = { coding: [{ system: loinc, code: '59408-5' }] };
/** A saturation. */
export const percent = (value: number, more: JsonObject = {}): JsonObject => ({
  ...{ value, unit: '%', system: ucum, code: '%' },
  ...more,
});
/** A saturation that is a day newer than that of the request, in an entry of its own. */
export const newer = (more: JsonObject): JsonObject => ({
  ...{ resourceType: 'Observation', id: 'newer', status: 'final', code: saturation },
  ...{ subject: { reference: 'Patient/demo-ada' }, effectiveDateTime: '2026-11-26' },
  valueQuantity: percent(86),
  ...more,
});
/** ICD-10-CM. */
export const icd = 'http://hl7.org/fhir/sid/icd-10-cm';
/** A CodeableConcept of one coding. */
export const concept = (system: string, code: string, more: JsonObject = {}): JsonObject => ({
  coding: [{ system, code, ...more }],
});
/** The diagnoses of a Claim. */
export const diagnosis = (...codes: readonly JsonObject[]): JsonObject => ({
  diagnosis: codes.map((diagnosisCodeableConcept, index) => ({
    ...{ sequence: index + 1, diagnosisCodeableConcept },
  })),
});
const hl7 = 'http://terminology.hl7.org/CodeSystem';
/** A Condition J44.9. */
export const condition = (verification: string | undefined, clinical = 'active'): JsonObject => ({
  ...{ resourceType: 'Condition', id: 'condition', subject: { reference: 'Patient/demo-ada' } },
  code: concept(icd, 'J44.9'),
  clinicalStatus: concept(`${hl7}/condition-clinical`, clinical),
  ...(verification === undefined
    ? {}
    : { verificationStatus: concept(`${hl7}/condition-ver-status`, verification) }),
});
