import type { Json, JsonObject } from '../../../src/fhir/json/json.ts';

/** A valid value of each primitive type. */
export const primitiveSamples: Readonly<Record<string, Json>> = {
  base64Binary: 'VGV4dA==',
  boolean: true,
  canonical: 'http://example.org/canonical',
  code: 'sample',
  date: '2024-03-01',
  dateTime: '2024-03-01T10:00:00Z',
  decimal: 2.5,
  id: 'sample',
  instant: '2024-03-01T10:00:00.000Z',
  integer: 3,
  markdown: 'some *text*',
  oid: 'urn:oid:2.16.840.1.113883.4.6',
  positiveInt: 3,
  string: 'some text',
  time: '10:00:00',
  unsignedInt: 3,
  uri: 'http://example.org/uri',
  url: 'http://example.org/url',
  uuid: 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
  xhtml: '<div xmlns="http://www.w3.org/1999/xhtml"><p>some text</p></div>',
};

/** What a value of a type without required members says. */
export const objectSamples: Readonly<Record<string, Json>> = {
  Address: { city: 'Boston' },
  Age: { value: 3, system: 'http://unitsofmeasure.org', code: 'a' },
  Annotation: { text: 'some text' },
  Attachment: { contentType: 'text/plain', url: 'http://example.org/document' },
  CodeableConcept: { text: 'some text' },
  Coding: { display: 'some text' },
  ContactDetail: { name: 'somebody' },
  ContactPoint: { system: 'phone', value: '555' },
  Contributor: { type: 'author', name: 'somebody' },
  Count: { value: 3, system: 'http://unitsofmeasure.org', code: '1' },
  DataRequirement: { type: 'Patient' },
  Distance: { value: 3, system: 'http://unitsofmeasure.org', code: 'm' },
  Dosage: { text: 'some text' },
  Duration: { value: 3, system: 'http://unitsofmeasure.org', code: 'd' },
  Expression: { language: 'text/fhirpath', expression: 'true' },
  Extension: { url: 'http://example.org/extension', valueBoolean: true },
  HumanName: { family: 'Doe' },
  Identifier: { system: 'http://example.org/identifiers', value: '1' },
  Meta: { lastUpdated: '2024-03-01T10:00:00.000Z' },
  Money: { value: 3, currency: 'USD' },
  ParameterDefinition: { use: 'in', type: 'string' },
  Period: { start: '2024-03-01', end: '2024-03-02' },
  Quantity: { value: 3 },
  Range: { low: { value: 1 }, high: { value: 2 } },
  Ratio: { numerator: { value: 1 }, denominator: { value: 2 } },
  Reference: { display: 'somebody' },
  RelatedArtifact: { type: 'citation', citation: 'some text' },
  SampledData: { origin: { value: 1 }, period: 1, dimensions: 1, data: '1 2' },
  Signature: {
    type: [{ system: 'urn:iso-astm:E1762-95:2013', code: '1.2.840.10065.1.12.1.1' }],
    when: '2024-03-01T10:00:00.000Z',
    who: { display: 'somebody' },
  },
  Timing: { code: { text: 'some text' } },
  'Timing.repeat': { count: 2 },
  TriggerDefinition: { type: 'named-event', name: 'some-event' },
  UsageContext: {
    code: { system: 'http://terminology.hl7.org/CodeSystem/usage-context-type', code: 'age' },
    valueCodeableConcept: { text: 'some text' },
  },
};

/** Elements whose type alone does not say what a good value is. */
export const pathSamples: Readonly<Record<string, Json>> = {
  'Bundle.entry.fullUrl': 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
  'Address.use': 'work',
  'ContactPoint.use': 'work',
  'Extension.url': 'http://example.org/extension',
  'Narrative.status': 'generated',
  'Reference.type': 'Patient',
  'Reference.reference': 'http://example.org/fhir/Patient/sample',
};

/** What an element needs beside it, by the path of its owner and its own name. */
export const partners: Readonly<Record<string, JsonObject>> = {
  'Attachment.size': { contentType: 'text/plain', data: 'VGV4', size: 3 },
  'Timing.repeat.countMax': { count: 2 },
  'Timing.repeat.duration': { durationUnit: 'h' },
  'Timing.repeat.durationMax': { duration: 3, durationUnit: 'h' },
  'Timing.repeat.offset': { when: ['MORN'] },
  'Timing.repeat.period': { periodUnit: 'd' },
  'Timing.repeat.periodMax': { period: 3, periodUnit: 'd' },
};
