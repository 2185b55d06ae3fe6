import { expect, test } from 'vitest';
import { compare } from './compare.ts';
import { isAtOrAbove, plainExpression } from './expression.ts';
import type { OracleIssue } from './oracle.ts';
import { readAnswer } from './reading.ts';

const entry = 'Bundle.entry[0].resource/*Claim/1*/';

function error(location: string, messageId: string, message = 'wrong'): OracleIssue {
  return { level: 'ERROR', location, messageId, message };
}

test.each([
  ['Bundle.entry[0].resource/*Claim/a*/.item[0]', 'Bundle.entry[0].resource.item[0]'],
  ['Claim.extension[1].value.ofType(Period).start', 'Claim.extension[1].value.start'],
  ['Claim.extension[1].valuePeriod.start', 'Claim.extension[1].value.start'],
  ["Claim.item[0].extension[1][url='http://a.b/c']", 'Claim.item[0].extension[1]'],
  ['ServiceRequest.quantity[x].value', 'ServiceRequest.quantity.value'],
])('%s is the place %s', (location, expected) => {
  expect(plainExpression(location)).toBe(expected);
});

test.each([
  ['Claim.item[0]', 'Claim.item[0]', true],
  ['Claim.item[0]', 'Claim.item[0].category', true],
  ['Claim.item', 'Claim.item[0]', true],
  ['Claim', 'Claim.item[0].category', false],
  ['Claim.item[0].category', 'Claim.item[0]', false],
  ['Claim.item[1]', 'Claim.item[0]', false],
])('%s stands at or above %s: %s', (ours, theirs, expected) => {
  expect(isAtOrAbove(ours, theirs)).toBe(expected);
});

test('what only echoes a fault on other elements does not count', () => {
  const issues = [
    error(entry, 'BUNDLE_BUNDLE_ENTRY_MULTIPLE_PROFILES_NO_MATCH'),
    error('Bundle.entry[0].resource', 'Validation_VAL_Profile_NoMatch'),
    error(`${entry}.patient`, 'Reference_REF_CantMatchChoice'),
    error(entry, 'Validation_VAL_Profile_Minimum', 'related (validating against x)'),
    error('Bundle.entry[4].resource.gender', 'Terminology_TX_NoValid_16'),
  ];
  const reading = readAnswer({ issues }, {});
  expect(reading?.places).toEqual(['Bundle.entry[4].resource.gender']);
  const echoes = readAnswer({ issues: issues.slice(0, 3) }, {});
  expect(echoes?.places).toEqual(['Bundle.entry[0].resource.patient']);
});

test('a fault of a fullUrl is found at the entry that has it', () => {
  const issues = [error('Bundle.entry[0]', 'BUNDLE_ENTRY_URL_ABSOLUTE', "not 'abc'")];
  const bundle = { resourceType: 'Bundle', entry: [{ fullUrl: 'x' }, { fullUrl: 'abc' }] };
  expect(readAnswer({ issues }, bundle)?.places).toEqual([
    plainExpression('Bundle.entry[1].fullUrl'),
  ]);
});

test('verdicts and places are compared, warnings are not', () => {
  const issue = { code: 'value', rule: 'r', message: 'm', mend: 'n' } as const;
  const wrong = { ...issue, severity: 'error', expression: 'Claim.use' } as const;
  const odd = { ...wrong, severity: 'warning' } as const;
  const invalid = {
    valid: false,
    places: ['Claim.use'],
    errors: [error('Claim.use', 'other')],
    unchecked: [],
    blindCodes: [],
    failedCodes: [],
    ofLookup: [],
  };
  const valid = { ...invalid, valid: true, places: [], errors: [], unchecked: ['Claim.type'] };
  expect(compare([wrong], invalid)).toBe('same');
  expect(compare([{ ...wrong, expression: 'Claim.item[0]' }], invalid)).toBe('place');
  expect(compare([odd], invalid)).toBe('verdict');
  expect(compare([odd], valid)).toBe('same');
  expect(compare([wrong], valid)).toBe('verdict');
  const code = { ...wrong, expression: 'Claim.type', rule: 'Claim#Claim.type/binding' };
  expect(compare([code], valid)).toBe('unchecked');
  expect(compare([{ ...wrong, rule: 'PAS/spec-13' }], valid)).toBe('unchecked');
  expect(compare([code, wrong], valid)).toBe('verdict');
});

test('a verdict of theirs that rests on what they cannot judge is none', () => {
  const place = 'Claim.item[0].productOrService';
  const wrong = { level: 'ERROR', location: place, message: 'm' } as const;
  const code = { ...wrong, messageId: 'Terminology_TX_NoValid_1_CC' };
  const slice = { ...wrong, messageId: 'SLICING_CANNOT_BE_EVALUATED' };
  const unknown = {
    level: 'WARNING',
    location: place,
    message: "CodeSystem is unknown and can't be validated: x for 'x#y'",
    messageId: 'Terminology_PassThrough_TX_Message',
  };
  const absent = { ...unknown, messageId: 'Terminology_TX_ValueSet_NotFound', message: 'm' };
  const verdictOf = (...issues: OracleIssue[]) => {
    const reading = readAnswer({ issues }, {});
    return reading === undefined ? 'none' : compare([], reading);
  };
  expect(verdictOf(slice)).toBe('unchecked');
  expect(verdictOf(code)).toBe('verdict');
  expect(verdictOf(code, unknown)).toBe('unchecked');
  expect(verdictOf(code, absent)).toBe('unchecked');
  expect(verdictOf(code, { ...unknown, location: 'Claim.type' })).toBe('verdict');
  expect(verdictOf(code, { ...unknown, message: 'Unknown code' })).toBe('verdict');
  expect(verdictOf(code, { ...unknown, level: 'ERROR' })).toBe('verdict');
  expect(verdictOf(code, unknown, slice, { ...wrong, messageId: 'other' })).toBe('verdict');
});

test('no issues means no verdict', () => {
  expect(readAnswer({ issues: undefined, problem: 'time-out' }, {})).toBeUndefined();
});
