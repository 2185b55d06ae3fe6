import { expect } from 'vitest';
import { isJsonArray, isJsonObject, type JsonObject } from '../../src/fhir/json/json.ts';
import { present } from '../../src/result.ts';
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

/** `person`: pends for a clinician; `asks`: pends, and asks for a document. */
export type Outcome = 'approved' | 'person' | 'asks';

/** A change, what has to come of it, and what the answer has to say. */
export type Row = readonly [name: string, change: Change, outcome: Outcome, says: string];

/** Sends a changed request and holds the first line of the answer to what is expected. */
export async function check(payer: TestPayer, [, change, outcome, says]: Row): Promise<void> {
  const { action, asks, text } = await told(payer, change);
  const pending = asks ? 'asks' : 'person';
  const got = action === 'A1' ? 'approved' : action === 'A4' ? pending : action;
  expect([got, text]).toEqual([outcome, expect.stringContaining(says)]);
  expect(text).not.toContain('could not find');
}

/** The criterion that the saturation settles. */
export const spo2 = 'The oxygen saturation is 88 % or lower';
/** It counted. */
export const counts = `${spo2} (86 %, on 2026-11-23)`;
/** It came and did not count. */
export const received = (what: string): string => `For “${spo2}” we received ${what}.`;
/** The saturation of the request did not count. */
export const was86 = (why: string): string => received(`86 % of 2026-11-23, which ${why}`);

/** The saturation of the request is changed. */
export const observed = (observation: JsonObject): Change => ({ observation });
/** A CodeableConcept of one coding. */
export const coded = (system: string, code: string, display?: string): JsonObject => ({
  coding: [present({ system, code, display })],
});
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
  code: coded(icd, 'J44.9'),
  clinicalStatus: coded(`${hl7}/condition-clinical`, clinical),
  ...(verification === undefined
    ? {}
    : { verificationStatus: coded(`${hl7}/condition-ver-status`, verification) }),
});
