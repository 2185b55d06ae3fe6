import { join } from 'node:path';
import { openFactFiles, readTrain } from '../../../src/adapters/fact-files.ts';
import { loadReference } from '../../../src/fhir/fhirpath/fallback.ts';
import { isJsonObject, type JsonObject } from '../../../src/fhir/json/json.ts';
import { JSON_LIMITS } from '../../../src/fhir/json/json-finding.ts';
import { readJson } from '../../../src/fhir/json/read-json.ts';
import type { FactSource } from '../../../src/fhir/validate/facts.ts';
import type { Issue } from '../../../src/fhir/validate/issue.ts';
import { createValidator, type Validator } from '../../../src/fhir/validate/validator.ts';
import { project } from './project.ts';

/** What became of a document: what reading found, what validation found, and the time it took. */
export interface Judgement {
  /** Codes of what reading found. */
  readonly findings: readonly string[];
  /** Undefined when reading gave no object. */
  readonly issues: readonly Issue[] | undefined;
  readonly notEvaluated: readonly string[];
  readonly ms: number;
}

/** The facts of the release train. */
export function openFacts(): FactSource {
  const profiles = join(project, 'profiles');
  return openFactFiles([profiles, join(project, 'dist', 'profiles')], readTrain(profiles, '2.2'));
}

/** A validator as the program makes it. */
export async function openFull(source: FactSource = openFacts()): Promise<Validator> {
  return createValidator(source, { reference: await loadReference() });
}

/** Reading admits what no setting forbids, so that validation has to bear it. */
const WIDE = {
  ...JSON_LIMITS,
  itemsMax: 1_000_000,
  valuesMax: 10_000_000,
  charactersMax: JSON_LIMITS.bytesMax,
};

/** Reads and validates a document. */
export function judgeBytes(validator: Validator, bytes: Uint8Array): Judgement {
  const start = performance.now();
  const { value, findings } = readJson(bytes, WIDE);
  const report = isJsonObject(value) ? validator.validate(value) : undefined;
  const ms = performance.now() - start;
  const codes = findings.map((finding) => finding.code);
  return { findings: codes, issues: report?.issues, notEvaluated: report?.notEvaluated ?? [], ms };
}

/** Reads and validates a resource's JSON text. */
export function judgeResource(validator: Validator, resource: JsonObject): Judgement {
  return judgeBytes(validator, Buffer.from(JSON.stringify(resource)));
}

/** The longest text of a report, in characters: no part of it may grow with the document. */
export function longestText({ issues = [], notEvaluated }: Judgement): number {
  let longest = 0;
  for (const text of notEvaluated) longest = Math.max(longest, text.length);
  for (const { expression, rule, message, mend } of issues) {
    longest = Math.max(longest, expression.length, rule.length, message.length, mend.length);
  }
  return longest;
}

/** The longest text of a report: 30 steps of an expression, or a list of all types of a choice. */
export const TEXT_MAX = 3000;
