/**
 * Goal: inputs that were once judged wrongly stay judged rightly. Method: the small files that show
 * each kind, with all that is expected of them; the brothers of each kind are in `kinds/`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createJudge } from './oracle/judge.ts';

const folder = new URL('../../../shared/cases', import.meta.url).pathname;
const judge = await createJudge();

const CASES: Readonly<Record<string, readonly string[]>> = {
  '01-capability-format-json': [],
  '02-enablewhen-exists-boolean': [],
  '03-batch-response-no-fullurl': [],
  '04-fullurl-not-restful': [],
  // Text alone is allowed; the guide only wishes for a code.
  '05-language-text-only': [
    'warning Patient.communication[0].language ' +
      'us-core-patient|7.0.0#Patient.communication.language/binding',
  ],
  '06-profile-version-not-loaded': ['warning Patient.meta.profile[0] Meta.profile/known'],
  '07-ras-2-no-probability': [],
  '08-researchstudy-completed': [],
  '09-extension-fhir-type-context': [],
  '11-oid-short': [],
  '13-duplicate-element-ids': ['error Patient.contact[1].name HumanName#HumanName.id/unique'],
  '14-rfc3986-not-a-uri': [
    'error Organization.identifier[0] Organization#Organization.identifier/uri',
  ],
  '18-language-foreign-system': [
    'error Patient.communication[0].language Patient#Patient.communication.language/maxBinding',
  ],
  '19-string-control-character': ['error Patient.name[0].family HumanName#HumanName.family/type'],
};

describe.skipIf(!existsSync(folder))('small inputs that once failed, needs ../shared', () => {
  test.each(Object.entries(CASES))('%s', (name, expected) => {
    const issues = judge(readFileSync(join(folder, `${name}.json`), 'utf8'));
    const said = issues.filter(({ severity }) => severity !== 'information');
    expect(
      said.map(({ severity, expression, rule }) => `${severity} ${expression} ${rule}`),
    ).toEqual(expected);
  });
});
