import { expect, test } from 'vitest';
import { isListed, type Submitter } from '../../../src/domain/provider/submitter.ts';

/** Goal: a practice asks for those that it lists, and for nobody else. */
const submitter: Submitter = {
  ...{ kind: 'practice', npis: ['9000000015'], tins: ['123456789'] },
  organizations: ['urn:oid:1.2.3|A1'],
};
const npi = 'http://hl7.org/fhir/sid/us-npi';
const ein = 'http://terminology.hl7.org/NamingSystem/USEIN';

test.each<[string, string, string, boolean]>([
  ['an NPI', npi, '9000000015', true],
  ['another NPI', npi, '9000000023', false],
  ['an NPI of another system', ein, '9000000015', false],
  ['a tax id', ein, '123456789', true],
  ['a tax id with its hyphen', ein, '12-3456789', true],
  ['a tax id by its older system', 'http://hl7.org/fhir/sid/us-ein', '123456789', true],
  ['a tax id by its OID', 'urn:oid:2.16.840.1.113883.4.4', '12-3456789', true],
  ['another tax id', ein, '123456780', false],
  ['a tax id as an NPI', npi, '123456789', false],
  ['a tax id of no system', '', '123456789', false],
  ['an organization', 'urn:oid:1.2.3', 'A1', true],
  ['another organization', 'urn:oid:1.2.3', 'A2', false],
  ['an organization of another system', 'urn:oid:1.2.4', 'A1', false],
])('%s', (_, system, value, isOurs) => {
  expect(isListed(submitter, { system, value })).toBe(isOurs);
});
