import { isJsonObject } from '../../../src/fhir/json/json.ts';
import { readJson } from '../../../src/fhir/json/read-json.ts';
import type { Issue } from '../../../src/fhir/validate/issue.ts';
import { openValidator } from '../../../src/wire.ts';

/** Judges a JSON text as Assent does: every issue, errors and warnings. */
export type Judge = (text: string) => readonly Issue[];

/** Assent's own judgement, with the release train that the official validator uses too. */
export async function createJudge(): Promise<Judge> {
  const validator = await openValidator('2.2');
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
