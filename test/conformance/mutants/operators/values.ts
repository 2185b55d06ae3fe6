import { type Operator, onPlaces, onResources } from '../operator.ts';
import { type Place, put } from '../place.ts';
import { isText, isTreeObject, type Tree, type TreeObject } from '../tree.ts';

const isIdentifier = (place: Place): boolean =>
  isTreeObject(place.value) && /dentifier$/.test(place.path) && !Array.isArray(place.value);
const isQuantity = (place: Place): boolean =>
  isTreeObject(place.value) &&
  typeof place.value.value === 'number' &&
  !('currency' in place.value);
const isUri = (place: Place): boolean =>
  isText(place.value) &&
  (place.key === 'system' || place.key === 'url' || place.key === 'valueUrl') &&
  /:/.test(place.value);
const npi = 'http://hl7.org/fhir/sid/us-npi';
const identifiers: readonly TreeObject[] = [
  { system: npi, value: '1234567890' },
  { system: npi, value: '123456789' },
  { system: npi, value: '1234567893' },
  { system: npi, value: '12345678A3' },
  { system: 'urn:oid:2.16.840.1.113883.4.7', value: '05D0000000' },
  { system: 'urn:oid:2.16.840.1.113883.4.7', value: '12345' },
  { system: 'urn:oid:2.16.840.1.113883.6.300', value: '12345' },
  { system: 'urn:oid:2.16.840.1.113883.6.300', value: 'abc' },
  { system: 'http://example.org/mine', value: '1' },
  { value: '1' },
  { system: 'http://example.org/mine' },
  { system: npi },
];
const parts: readonly TreeObject[] = [
  { use: 'official' },
  { use: 'sometimes' },
  { assigner: { display: 'somebody' } },
  { type: { text: 'kind' } },
  { period: { start: '2020-01-01' } },
  { type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] } },
];
const quantities: readonly TreeObject[] = [
  { value: 1, comparator: '<' },
  { value: 1, comparator: '!' },
  { value: 1, code: 'd' },
  { unit: 'visit' },
  { value: 1, system: 'http://unitsofmeasure.org' },
  { value: 1, system: 'http://unitsofmeasure.org', code: 'fortnight' },
  { value: 1, system: 'http://unitsofmeasure.org', code: 'mg', unit: 'mg' },
  { value: -1 },
  { value: 0.5, unit: 'box' },
  { value: 1, system: 'https://codesystem.x12.org/005010/673', code: 'VS' },
  { value: 1, unit: ' ' },
];
const repeats: readonly TreeObject[] = [
  { frequency: 1, period: 1, periodUnit: 'd' },
  { duration: 2 },
  { duration: -1, durationUnit: 'h' },
  { period: 1 },
  { period: -2, periodUnit: 'd' },
  { periodMax: 3 },
  { durationMax: 2, durationUnit: 'h' },
  { countMax: 3 },
  { offset: 10 },
  { offset: 10, when: ['AC'] },
  { when: ['C'], offset: 5 },
  { when: ['MORN'], timeOfDay: ['10:00:00'] },
  { timeOfDay: ['10:00'] },
  { dayOfWeek: ['mon', 'tue'] },
  { dayOfWeek: ['monday'] },
  { periodUnit: 'days', period: 1 },
  { boundsPeriod: { start: '2024-01-01', end: '2024-02-01' } },
  { boundsDuration: { value: 5 } },
  { count: 0 },
  {
    boundsDuration: { value: 5, system: 'http://unitsofmeasure.org', code: 'd' },
    frequency: 2,
    period: 1,
    periodUnit: 'wk',
  },
];
const uris = [
  'not a uri',
  'urn:oid:abc',
  'urn:uuid:x',
  'urn:oid:1.2.3',
  'urn:uuid:3f1b7a53-1c1e-4ab7-8f9e-6a8c6a4b0001',
  'relative/path',
  'http://example.org/ä',
  'HTTP://EXAMPLE.ORG',
  '{x}',
  'http://example.org/a|b',
];
const base64 = ['not base64!', 'YQ', 'YQ==', 'Y Q = =', '====', 'YWJj\nYWJj', 'YQ=', ''];

/** Operators on identifiers, quantities, timings, attachments, URIs and contained resources. */
export const valueOperators: readonly Operator[] = [
  onPlaces(
    'identifier-other',
    (place) => isIdentifier(place),
    (place, random) => {
      const other = random.pick(identifiers) ?? {};
      put(place, { ...other });
      return `identifier ${JSON.stringify(other)}`;
    },
  ),
  onPlaces('identifier-part', isIdentifier, (place, random) => {
    const part = random.pick(parts) ?? {};
    if (isTreeObject(place.value)) Object.assign(place.value, part);
    return `identifier with ${JSON.stringify(part)}`.slice(0, 60);
  }),
  onPlaces(
    'identifier-npi',
    (place) => isTreeObject(place.value) && place.value.system === npi,
    (place, random) => {
      const value =
        random.pick([
          '1234567890',
          '123456789',
          '12345678901',
          '1234567893',
          'ABCDEFGHIJ',
          '8189991234',
          '1245319599',
        ]) ?? '';
      if (isTreeObject(place.value)) place.value.value = value;
      return `NPI ${value}`;
    },
  ),
  onPlaces('quantity-other', isQuantity, (place, random) => {
    const quantity = random.pick(quantities) ?? {};
    put(place, { ...quantity });
    return `quantity ${JSON.stringify(quantity)}`;
  }),
  onResources('timing', ['ServiceRequest', 'DeviceRequest'], (resource, random) => {
    const repeat = random.pick(repeats) ?? {};
    resource.occurrenceTiming = { repeat: { ...repeat } };
    return `occurrenceTiming ${JSON.stringify(repeat)}`;
  }),
  onPlaces('uri-form', isUri, (place, random) => {
    const uri = random.pick(uris) ?? '';
    put(place, uri);
    return `uri ${uri}`;
  }),
  onPlaces(
    'base64',
    (place) => place.path.endsWith('.data'),
    (place, random) => {
      const data = random.pick(base64) ?? '';
      put(place, data);
      return `base64 ${JSON.stringify(data)}`;
    },
  ),
  onPlaces(
    'attachment-part',
    (place) => place.path.endsWith('.attachment'),
    (place, random) => {
      const part =
        random.pick<TreeObject>([
          { url: 'http://example.org/doc' },
          { title: 'Title' },
          { size: -1 },
          { size: 30 },
          { hash: 'YQ==' },
          { contentType: 'no such type' },
          { contentType: 'text' },
          { language: 'en' },
          { language: 'nowhere' },
          { creation: '2024-02' },
        ]) ?? {};
      if (isTreeObject(place.value)) Object.assign(place.value, part);
      return `attachment with ${JSON.stringify(part)}`;
    },
  ),
  onResources(
    'contained',
    ['Claim', 'ServiceRequest', 'Coverage', 'DocumentReference', 'Encounter'],
    (resource, random) => random.pick(containedChanges)?.(resource),
  ),
];

type ContainedChange = (resource: TreeObject) => string;

const payer: TreeObject = {
  coding: [{ system: 'https://codesystem.x12.org/005010/98', code: 'PR' }],
};

function insurer(id: Tree): TreeObject {
  return {
    resourceType: 'Organization',
    id,
    active: true,
    name: 'Inner',
    type: [payer],
  };
}

/** Where each type refers to an organization, and whether it may do so several times. */
const organizationMembers: Readonly<Record<string, readonly [string, boolean]>> = {
  Claim: ['insurer', false],
  ServiceRequest: ['requester', false],
  Coverage: ['payor', true],
  DocumentReference: ['author', true],
  Encounter: ['serviceProvider', false],
};

function refer(resource: TreeObject, reference: string): void {
  const [name, isList] = organizationMembers[String(resource.resourceType)] ?? ['insurer', false];
  resource[name] = isList ? [{ reference }] : { reference };
}

const containedChanges: readonly ContainedChange[] = [
  (resource) => {
    resource.contained = [insurer('inner')];
    return 'contained resource without use';
  },
  (resource) => {
    resource.contained = [insurer('inner')];
    refer(resource, '#inner');
    return 'contained resource in use';
  },
  (resource) => {
    resource.contained = [insurer('inner')];
    refer(resource, '#outer');
    return 'reference to an absent contained resource';
  },
  (resource) => {
    resource.contained = [{ ...insurer('inner'), contained: [insurer('deeper')] }];
    refer(resource, '#inner');
    return 'contained resource in a contained one';
  },
  (resource) => {
    resource.contained = [{ ...insurer('inner'), meta: { versionId: '1' } }];
    refer(resource, '#inner');
    return 'contained resource with a version';
  },
  (resource) => {
    resource.contained = [insurer('#inner')];
    refer(resource, '#inner');
    return 'contained resource with # in its id';
  },
  (resource) => {
    resource.contained = [insurer('inner'), insurer('inner')];
    refer(resource, '#inner');
    return 'two contained resources of one id';
  },
  (resource) => {
    const { id: _, ...anonymous } = insurer('');
    resource.contained = [anonymous];
    return 'contained resource without id';
  },
];
