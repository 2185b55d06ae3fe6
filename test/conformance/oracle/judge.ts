import { join } from 'node:path';
import { openFactFiles, readTrain } from '../../../src/adapters/fact-files.ts';
import { loadReference } from '../../../src/fhir/fhirpath/fallback.ts';
import { isJsonObject } from '../../../src/fhir/json/json.ts';
import { readJson } from '../../../src/fhir/json/read-json.ts';
import type { Issue } from '../../../src/fhir/validate/issue.ts';
import { createValidator } from '../../../src/fhir/validate/validator.ts';

/** Judges a JSON text as Assent does: every issue, errors and warnings. */
export type Judge = (text: string) => readonly Issue[];

const project = join(import.meta.dirname, '../../..');
const roots = [join(project, 'profiles'), join(project, 'dist', 'profiles')];

/** Assent's own judgement, with the release train that the official validator uses too. */
export async function createJudge(): Promise<Judge> {
  const packages = readTrain(join(project, 'profiles'), '2.2');
  const source = openFactFiles(roots, packages);
  const validator = createValidator(source, { reference: await loadReference() });
  return (text) => {
    const { value } = readJson(Buffer.from(text));
    return isJsonObject(value) ? validator.validate(value).issues : [unreadable];
  };
}

const unreadable: Issue = {
  severity: 'error',
  code: 'structure',
  expression: '',
  rule: 'json',
  message: 'not a readable JSON object',
  mend: 'send one JSON object',
};
