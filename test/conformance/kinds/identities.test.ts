import type { Json, JsonObject } from '../../../src/fhir/json/json.ts';
import { identified, patient, type Row, rows, US_CORE } from './rows.ts';

const named = (id: string): JsonObject => ({ id, family: 'A' });
const organization = (telecom: readonly Json[]): JsonObject => ({
  resourceType: 'Organization',
  id: 'o',
  name: 'X',
  telecom,
});
const phone = (id: string): JsonObject => ({ id, system: 'phone', value: '1' });
const UNIQUE = 'HumanName.id/unique';

rows('ids of elements are unique within a resource', [
  ['two', patient({ name: [named('a'), named('b')] })],
  ['one twice', patient({ name: [named('a'), named('a')] }), [`Patient.name[1] ${UNIQUE}`]],
  [
    'one three times',
    patient({ name: [named('a'), named('a'), named('a')] }),
    [`Patient.name[1] ${UNIQUE}`, `Patient.name[2] ${UNIQUE}`],
  ],
  [
    'of primitives',
    patient({ gender: 'male', _gender: { id: 'g' }, birthDate: '2020', _birthDate: { id: 'g' } }),
    ['Patient.birthDate date.id/unique'],
  ],
  [
    'of extensions',
    patient({
      extension: ['a', 'b'].map((text) => ({ id: 'x', url: 'http://x.org/a', valueString: text })),
    }),
    ['Patient.extension[1] Extension.id/unique'],
  ],
  ['that of the resource', patient({ id: 'a', name: [named('a')] })],
  [
    'in a contained resource',
    patient({
      contained: [organization([phone('a')])],
      managingOrganization: { reference: '#o' },
      name: [named('a')],
    }),
  ],
  [
    'twice in a contained resource',
    patient({
      contained: [organization([phone('a'), phone('a')])],
      managingOrganization: { reference: '#o' },
    }),
    ['Patient.contained[0].telecom[1] ContactPoint.id/unique'],
  ],
  [
    'in two entries',
    {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [0, 1].map((digit) => ({
        fullUrl: `urn:uuid:c757873d-ec9a-4326-a141-556f4323952${digit}`,
        resource: patient({ name: [named('a')] }),
      })),
    },
  ],
  [
    'once, walked by two profiles',
    {
      resourceType: 'Patient',
      meta: { profile: [`${US_CORE}us-core-patient`, `${US_CORE}us-core-patient|7.0.0`] },
      identifier: [{ system: 'http://h.example.org/mrn', value: '1' }],
      gender: 'female',
      name: [named('a')],
    },
  ],
]);

const uri = (value: string): JsonObject => identified({ system: 'urn:ietf:rfc:3986', value });
const NO_URI = ['Organization.identifier[0] Organization.identifier/uri'];

rows('with the system of URIs the value is a URI', [
  ['urn:oid', uri('urn:oid:2.16.840.1.113883.19.5')],
  ['urn:uuid, in capitals', uri('urn:uuid:C757873D-EC9A-4326-A141-556F43239520')],
  ['http', uri('http://example.org/a')],
  ['mailto', uri('mailto:a@example.org')],
  ['a bare OID', uri('2.16.840.1.113883.19.5'), NO_URI],
  ['a bare UUID', uri('c757873d-ec9a-4326-a141-556f43239520'), NO_URI],
  ['relative', uri('Organization/1'), NO_URI],
  ['a space', uri('http://example.org/a b'), NO_URI],
  ['no value', identified({ system: 'urn:ietf:rfc:3986' })],
  ['another system', identified({ system: 'http://example.org', value: '2.16' })],
  [
    'in a reference',
    {
      resourceType: 'Basic',
      code: { text: 'x' },
      subject: { identifier: { system: 'urn:ietf:rfc:3986', value: '1' } },
    },
    ['Basic.subject.identifier Reference.identifier/uri'],
  ],
]);

rows('OIDs by their pattern, texts without control characters', [
  ...['0.9', '1.2.840', '2.5.4', '2.16.840.1.113883.4.6'].map(
    (oid): Row => [oid, identified({ system: `urn:oid:${oid}`, value: '1' })],
  ),
  ...['3.1', '1', '1.02', '1.2.', '1..2', '1.2.x'].map(
    (oid): Row => [
      oid,
      identified({ system: `urn:oid:${oid}`, value: '1' }),
      ['Organization.identifier[0].system Identifier.system/type'],
    ],
  ),
  ['tabs and line ends', patient({ name: [{ text: 'a\tb\r\nc' }] })],
  ...['\u0000', '\u0007', '\u000b', '\u001f'].map(
    (control): Row => [
      `U+${control.charCodeAt(0)}`,
      patient({ name: [{ text: `a${control}b` }] }),
      ['Patient.name[0].text HumanName.text/type'],
    ],
  ),
]);
