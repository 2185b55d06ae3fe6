import { expect, test } from 'vitest';
import type { Issue } from '../../../src/fhir/validate/issue.ts';
import { compare } from './compare.ts';
import type { OracleIssue } from './oracle.ts';
import { readAnswer } from './reading.ts';
import { restsOnShortOids } from './short-oids.ts';

const PASSED_ON = 'Terminology_PassThrough_TX_Message';
const NONE_IN = 'Terminology_TX_NoValid_1_CC';

function error(
  messageId: string,
  message: string,
  location = 'Coverage.relationship',
): OracleIssue {
  return { level: 'ERROR', location, messageId, message };
}

function coded(coding: Record<string, string>): object {
  return { resourceType: 'Coverage', relationship: { coding: [coding] } };
}

function verdict(issues: readonly OracleIssue[], resource: object, ours: readonly Issue[] = []) {
  const reading = readAnswer({ issues }, { ...resource });
  return reading === undefined ? 'none' : compare(ours, reading);
}

test('the look-up of a code null for a coding without a code is none of the validator', () => {
  const lookup = error(PASSED_ON, "Unknown code 'http://a.org/b#null'");
  const system = 'http://a.org/b';
  expect(verdict([lookup], coded({ system }))).toBe('unchecked');
  expect(verdict([lookup], coded({ system, code: 'null' }))).toBe('verdict');
  expect(verdict([{ ...lookup, messageId: 'other' }], coded({ system }))).toBe('verdict');
  const other = error(PASSED_ON, "Unknown code 'http://a.org/b#nullify'");
  expect(verdict([other], coded({ system }))).toBe('verdict');
  expect(verdict([lookup, other], coded({ system }))).toBe('verdict');
});

const USPS = 'https://www.usps.com/';
const STATES = 'http://hl7.org/fhir/us/core/ValueSet/us-core-usps-state|7.0.0';

function stateErrors(code: string, valueSet = STATES): readonly OracleIssue[] {
  const none = `None of the codings provided are in the value set 'USPS' (${valueSet}), and`;
  return [
    error(PASSED_ON, `Unknown code "${USPS}#${code}"`),
    error(PASSED_ON, `Code ${code} is not valid for system: ${USPS} (for '${USPS}#${code}')`),
    error(NONE_IN, `${none} a coding from this value set is required) (codes = ${USPS}#${code})`),
  ];
}

test.each(['AA', 'AE', 'AP'])('that the service lacks the state %s is no verdict', (code) => {
  const resource = coded({ system: USPS, code });
  const all = stateErrors(code);
  expect(verdict(all, resource)).toBe('unchecked');
  for (const one of all) expect(verdict([one], resource)).toBe('unchecked');
  expect(verdict(stateErrors(code, 'http://a.org/other|1'), resource)).toBe('verdict');
  expect(verdict([...all, error('other', 'm')], resource)).toBe('verdict');
});

test.each(['ZZ', 'AB', 'A', 'AAA', 'aa'])('the state %s is unknown to both', (code) => {
  for (const one of stateErrors(code)) {
    expect(verdict([one], coded({ system: USPS, code }))).toBe('verdict');
  }
});

test('several codes of which one is such a state are judged', () => {
  const [, , none] = stateErrors(`AA, ${USPS}#ZZ`);
  const issues = none === undefined ? [] : [none];
  expect(verdict(issues, coded({ system: USPS, code: 'AA' }))).toBe('verdict');
});

const fellOver: OracleIssue = {
  level: 'WARNING',
  location: 'DocumentReference.type',
  messageId: 'Terminology_TX_Error_CodeableConcept',
  message:
    'Error Cannot invoke "org.hl7.fhir.r5.model.CodeSystem.getConcept()" because ' +
    '"this.codeSystem" is null validating CodeableConcept',
};

function issue(rule: string, expression = 'DocumentReference.type'): Issue {
  return { severity: 'error', code: 'value', expression, rule, message: 'm', mend: 'n' };
}

test('where the validator fell over the codes, our errors of those codes are not compared', () => {
  const resource = { resourceType: 'DocumentReference' };
  const judged = (...ours: Issue[]) => verdict([fellOver], resource, ours);
  const binding = issue('DocumentReference#DocumentReference.type/binding');
  const code = issue('DocumentReference#DocumentReference.type/code');
  expect(judged(binding)).toBe('unchecked');
  expect(judged(binding, code)).toBe('unchecked');
  expect(judged(issue('DocumentReference#DocumentReference.type/min'))).toBe('verdict');
  expect(judged(issue(binding.rule, 'DocumentReference.category[0]'))).toBe('verdict');
  expect(judged(binding, issue('Resource/type'))).toBe('verdict');
  expect(verdict([{ ...fellOver, message: 'Error' }], resource, [binding])).toBe('verdict');
});

test('a difference rests on short OIDs when there is nothing else and R4 allows them', () => {
  const rests = (...messages: string[]) => {
    const issues = messages.map((message) => error('Type_Specific_Checks_DT_OID_Valid', message));
    const reading = readAnswer({ issues }, {});
    return reading !== undefined && restsOnShortOids(reading);
  };
  expect(rests('OIDs must be valid (1.2)')).toBe(true);
  expect(rests('OIDs must be valid (1.2)', 'OIDs must be valid (2.5.4)')).toBe(true);
  expect(rests('OIDs must be valid (1.02)')).toBe(false);
  expect(rests('OIDs must be valid (3.1)')).toBe(false);
  expect(rests('OIDs must be valid (1.2)', 'wrong')).toBe(false);
  expect(rests()).toBe(false);
});
