import { expect, test } from 'vitest';
import { openRequestBundle } from '../../../../src/fhir/bundle/request-bundle.ts';
import { withOwnMarks } from '../../../../src/fhir/translate/intake/own-systems.ts';

/** Goal: only codes of the sender's own systems are translations; all others mean what they say. */
function requestFrom(fullUrl: string, transmission: string) {
  const opened = openRequestBundle({
    ...{ resourceType: 'Bundle', identifier: { system: transmission, value: 'T1' } },
    entry: [{ fullUrl, resource: { resourceType: 'Claim' } }],
  });
  if (!opened.ok) throw new Error('no request');
  return opened.value;
}

const clinic = requestFrom('https://ehr.clinic.org/fhir/Claim/1', 'urn:x');
const unnamed = requestFrom('urn:uuid:5f0c5a0e-0000-4000-8000-000000000000', 'http://10.1.2.3/t');
const posing = requestFrom('https://ehr.clinic.org/fhir/Claim/1', 'http://snomed.info/sct');

const british = requestFrom('https://clinic.co.uk/fhir/Claim/1', 'https://org/t');

test.each([
  ['of its own address, behind two endings', british, 'https://clinic.co.uk/items', true],
  ['of another address behind the same endings', british, 'https://codes.co.uk/items', false],
  ['of any address, by a host that is an ending', british, 'https://ncpdp.org/items', false],
  ['of its own server', clinic, 'https://ehr.clinic.org/items', true],
  ['of its own server, by another port', clinic, 'https://EHR.clinic.org:8443/items', true],
  ['of its neighbour', clinic, 'http://codes.clinic.org/items', true],
  ['of its house', clinic, 'http://clinic.org/items', true],
  ['that only ends as it does', clinic, 'http://otherclinic.org/items', false],
  ['that begins as it does', clinic, 'http://clinic.org.example.net/items', false],
  ['of another house', clinic, 'http://hospital.local/items', false],
  ['of another, with its name before it', clinic, 'https://ehr.clinic.org:x@snomed.info/', false],
  ['of a UUID', clinic, 'urn:uuid:5f0c5a0e-0000-4000-8000-000000000000', true],
  ['of no UUID', clinic, 'urn:uuid:snomed', false],
  ['of an enterprise', clinic, 'urn:oid:1.3.6.1.4.1.99999.2', true],
  ['of IHE', clinic, 'urn:oid:1.3.6.1.4.1.19376.1', false],
  ['of a maker of records', clinic, 'urn:oid:1.2.840.114350.1.13.1', true],
  ['of DICOM', clinic, 'urn:oid:1.2.840.10008.2.16', false],
  ['registered at HL7', clinic, 'urn:oid:2.16.840.1.113883.6.96', false],
  ['of a name that says nothing', clinic, 'urn:local', false],
  ['of none', clinic, '', false],
  ['of the number of its transmissions', unnamed, 'http://10.1.2.3/items', true],
  ['of another number', unnamed, 'http://9.1.2.3/items', false],
  ['of a publisher by whose name it goes', posing, 'http://snomed.info/sct', false],
])('a code system %s', (_, request, system, isOwn) => {
  const [hcpcs, other] = [
    { system: 'urn:hcpcs', code: 'E1390' },
    { system, code: 'X' },
  ];
  const marked = withOwnMarks(request, [hcpcs, other]);
  expect(marked).toEqual([hcpcs, isOwn ? { ...other, isOwn } : other]);
  // Alone it is what is asked for.
  expect(withOwnMarks(request, [other])).toEqual([other]);
});
