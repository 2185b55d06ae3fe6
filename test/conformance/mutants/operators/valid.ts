import { type Operator, onPlaces, onResources } from '../operator.ts';
import { type Place, put } from '../place.ts';
import { isTreeObject, type Tree } from '../tree.ts';

const optional = new Set([
  'Claim.careTeam',
  'Claim.diagnosis',
  'Claim.supportingInfo',
  'Claim.item.locationCodeableConcept',
  'Claim.item.servicedDate',
  'Claim.item.careTeamSequence',
  'Claim.item.diagnosisSequence',
  'Bundle.language',
  'Patient.language',
  'Patient.address',
  'Organization.address',
  'PractitionerRole.location',
  'Encounter.period',
  'ServiceRequest.quantityQuantity',
  'ClaimResponse.item',
  'ClaimResponse.insurance',
  'ClaimResponse.requestor',
  'DeviceRequest.authoredOn',
  'DeviceRequest.requester',
  'MedicationRequest.dispenseRequest',
  'NutritionOrder.oralDiet',
  'Patient.multipleBirthInteger',
  'Patient.extension',
]);
const isOrdinary = (place: Place): boolean => isTreeObject(place.value);
/** Members that R4 allows on these resources and PAS leaves alone. */
const additions: Readonly<Record<string, readonly (readonly [string, Tree])[]>> = {
  Patient: [
    ['telecom', [{ system: 'phone', value: '555-1234', use: 'home' }]],
    ['birthDate', '1980-02-29'],
    ['deceasedBoolean', false],
    ['contact', [{ name: { family: 'Doe' } }]],
    ['address', [{ use: 'home', city: 'Boston', state: 'MA', postalCode: '02110' }]],
    [
      'maritalStatus',
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', code: 'M' }] },
    ],
    ['communication', [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'es' }] } }]],
  ],
  Organization: [
    ['alias', ['Other name']],
    ['telecom', [{ system: 'phone', value: '555-1234' }]],
    ['partOf', { display: 'Mother company' }],
  ],
  Practitioner: [
    ['gender', 'female'],
    ['active', true],
    ['birthDate', '1970'],
    ['qualification', [{ code: { text: 'MD' } }]],
  ],
  PractitionerRole: [
    ['active', true],
    ['code', [{ text: 'doctor' }]],
    ['period', { start: '2020' }],
  ],
  Claim: [
    ['total', { value: 10.5, currency: 'USD' }],
    ['billablePeriod', { start: '2005-05-01', end: '2005-05-31' }],
    ['procedure', [{ sequence: 1, procedureCodeableConcept: { text: 'procedure' } }]],
    ['enterer', { display: 'clerk' }],
  ],
  ClaimResponse: [
    ['disposition', 'As asked'],
    ['preAuthRef', 'A1'],
    ['processNote', [{ number: 1, text: 'note' }]],
  ],
  Coverage: [
    ['period', { start: '2020-01-01' }],
    ['order', 1],
    ['dependent', '1'],
    ['policyHolder', { display: 'somebody' }],
  ],
  ServiceRequest: [
    ['note', [{ text: 'note' }]],
    ['priority', 'urgent'],
    ['doNotPerform', false],
    ['authoredOn', '2024-01-01'],
  ],
  Location: [
    ['status', 'active'],
    ['mode', 'instance'],
    ['position', { longitude: 1.5, latitude: 2.5 }],
  ],
  DocumentReference: [
    ['date', '2024-01-01T10:00:00Z'],
    ['description', 'document'],
    ['author', [{ display: 'somebody' }]],
  ],
  Encounter: [
    ['length', { value: 2, unit: 'd', system: 'http://unitsofmeasure.org', code: 'd' }],
    ['priority', { text: 'urgent' }],
  ],
  Task: [
    ['note', [{ text: 'note' }]],
    ['authoredOn', '2024-01-01'],
    ['priority', 'urgent'],
  ],
  MedicationRequest: [
    ['note', [{ text: 'note' }]],
    ['dosageInstruction', [{ text: 'one daily' }]],
  ],
};

/** Operators whose mutants are meant to stay valid. */
export const validOperators: readonly Operator[] = [
  onPlaces('valid-member-order', isOrdinary, (place) => {
    if (!isTreeObject(place.value)) return undefined;
    put(place, Object.fromEntries(Object.entries(place.value).reverse()));
    return 'members in reverse order';
  }),
  onPlaces(
    'valid-optional-removed',
    (place) => optional.has(place.path) && typeof place.key === 'string',
    (place) => {
      put(place, undefined);
      return 'optional member removed';
    },
  ),
  onResources('valid-member-added', Object.keys(additions), (resource, random) => {
    const [name, value] = random.pick(additions[String(resource.resourceType)] ?? []) ?? [];
    if (name === undefined || value === undefined || name in resource) return undefined;
    resource[name] = value;
    return `${name} added`;
  }),
  onPlaces(
    'valid-element-id',
    (place) => isTreeObject(place.value) && !('resourceType' in place.value),
    (place, random) => {
      if (!isTreeObject(place.value)) return undefined;
      place.value.id = `e${random.below(1000)}`;
      return 'element id added';
    },
  ),
  onPlaces(
    'valid-display',
    (place) =>
      isTreeObject(place.value) &&
      /x12\.org|example/.test(String(place.value.system)) &&
      'code' in place.value,
    (place) => {
      if (isTreeObject(place.value)) place.value.display = 'In words';
      return 'display added';
    },
  ),
  onResources(
    'valid-identifier-added',
    ['Claim', 'Organization', 'Patient', 'Practitioner', 'Task', 'Location', 'Coverage'],
    (resource) => {
      const added = { system: 'http://example.org/more', value: 'more' };
      const before: Tree[] = Array.isArray(resource.identifier) ? resource.identifier : [];
      resource.identifier = [...before, added];
      return 'another identifier';
    },
  ),
  onPlaces(
    'valid-text-changed',
    (place) =>
      /\.(family|city|subscriberId|postalCode|line|given|unit)$/.test(place.path) &&
      typeof place.value === 'string',
    (place, random) => {
      put(place, random.pick(['Müller', 'O’Neil', 'x', 'Two words', '田中']) ?? 'x');
      return 'free text changed';
    },
  ),
];
