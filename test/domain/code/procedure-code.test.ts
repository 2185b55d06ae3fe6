import { expect, test } from 'vitest';
import {
  formFault,
  isSameCode,
  procedureSystemName,
  shownCode,
} from '../../../src/domain/code/procedure-code.ts';

/** Goal: a code of a service is told apart from one of another system, and from what is none. */
const systems = {
  HCPCS: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  CPT: 'http://www.ama-assn.org/go/cpt',
  'ICD-10-PCS': 'http://www.cms.gov/Medicare/Coding/ICD10',
  'ICD-9-CM': 'http://terminology.hl7.org/CodeSystem/icd9cm',
  NDC: 'http://hl7.org/fhir/sid/ndc',
} as const;
type Name = keyof typeof systems;

test.each(Object.entries(systems))('%s is %s', (name, url) => {
  expect(procedureSystemName(url)).toBe(name);
});

test.each<[Name, string, string]>([
  ['HCPCS', 'E1390', 'well'],
  ['HCPCS', 'Z1390', 'form'],
  ['HCPCS', '99212', 'other-system CPT'],
  ['HCPCS', '0DTJ4ZZ', 'other-system ICD-10-PCS'],
  ['HCPCS', '47.01', 'other-system ICD-9-CM'],
  ['HCPCS', '0002-8215-01', 'other-system NDC'],
  ['HCPCS', 'e1390', 'spelling E1390'],
  ['HCPCS', 'E1390RR', 'modifiers E1390'],
  ['HCPCS', 'E1390RRKX', 'modifiers E1390'],
  ['HCPCS', 'E1390R', 'form'],
  ['CPT', '0001U', 'well'],
  ['CPT', '9921225', 'modifiers 99212'],
  ['ICD-10-PCS', '0DTJ4ZZ', 'well'],
  ['ICD-10-PCS', '0DTJ4ZO', 'form'],
  ['ICD-10-PCS', 'E1390', 'other-system HCPCS'],
  ['ICD-10-PCS', 'E1390RR', 'form'],
  ['ICD-9-CM', '47.01', 'well'],
  ['ICD-9-CM', '99212', 'other-system CPT'],
  ['NDC', '00028215012', 'well'],
  ['NDC', '0002-8215', 'form'],
])('as a code of %s, %s is written: %s', (name, code, expected) => {
  const fault = formFault({ system: systems[name], code });
  const more = fault === undefined ? '' : 'other' in fault ? fault.other : '';
  const read = fault !== undefined && 'code' in fault ? fault.code : more;
  expect(`${fault?.kind ?? 'well'} ${read}`.trim()).toBe(expected);
});

const e1390 = { system: systems.HCPCS, code: 'E1390' };
const own = { system: 'urn:own', code: 'E1390' };
test.each([
  ['one code', e1390, e1390, true],
  ['another code', e1390, { ...e1390, code: 'E1392' }, false],
  ['the code of another system', e1390, { ...e1390, system: systems.CPT }, false],
  ["the code of a sender's system", e1390, own, true],
  ['the code of two systems of senders', own, { ...own, system: 'urn:other' }, true],
])('%s: %j, %j: the same: %s', (_, one, other, isSame) => {
  expect(isSameCode(one, other)).toBe(isSame);
  expect(isSameCode(other, one)).toBe(isSame);
});

test.each([
  ['E'.repeat(24), 'E'.repeat(24)],
  ['E'.repeat(25), `${'E'.repeat(24)}…`],
  ['E 1', 'E\\u{20}1'],
])('%s is shown as %s', (code, shown) => {
  expect(shownCode({ code })).toBe(shown);
});
