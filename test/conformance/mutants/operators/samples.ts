import { type Tree, thaw } from '../tree.ts';

/** Members that R4 or PAS 2.2.1 asks for, by path from the resource on. */
export const requiredPaths: ReadonlySet<string> = new Set([
  ...below('Bundle', 'type timestamp identifier entry'),
  ...below('Bundle.entry', 'fullUrl resource'),
  ...below('Bundle.entry.request', 'method url'),
  ...below(
    'Claim',
    'identifier status type use patient created insurer provider priority insurance item',
  ),
  ...below('Claim.item', 'sequence category productOrService'),
  ...below('Claim.insurance', 'sequence focal coverage'),
  ...below('Claim.careTeam', 'sequence provider extension'),
  ...below('Claim.diagnosis', 'sequence diagnosisCodeableConcept'),
  ...below('Claim.supportingInfo', 'sequence category'),
  ...below('ClaimResponse', 'identifier status type use patient created insurer outcome request'),
  ...below('ClaimResponse.item', 'itemSequence adjudication'),
  ...below('ClaimResponse.item.adjudication', 'category'),
  ...below('ClaimResponse.error', 'code'),
  ...below('Coverage', 'status beneficiary payor identifier relationship'),
  ...below('CommunicationRequest', 'status'),
  ...below('DeviceRequest', 'intent subject codeCodeableConcept'),
  ...below('DocumentReference', 'status type category subject content'),
  ...below('DocumentReference.content', 'attachment'),
  ...below('DocumentReference.content.attachment', 'data contentType'),
  ...below('Encounter', 'status class type subject'),
  ...below('Location', 'name address'),
  ...below('MedicationRequest', 'status intent subject medicationCodeableConcept'),
  ...below('NutritionOrder', 'status intent patient dateTime'),
  ...below('OperationOutcome', 'issue'),
  ...below('OperationOutcome.issue', 'severity code'),
  ...below('Organization', 'name active identifier type'),
  ...below('Patient', 'identifier name gender'),
  ...below('Practitioner', 'identifier name'),
  ...below('Practitioner.name', 'family'),
  ...below('PractitionerRole', 'practitioner telecom'),
  ...below('ServiceRequest', 'status intent subject'),
  ...below('Subscription', 'status reason criteria channel'),
  ...below('Subscription.channel', 'type payload endpoint'),
  ...below('Task', 'identifier status intent code for requester owner reasonCode input'),
  ...below('Task.input', 'type valueUrl valueCodeableConcept'),
  ...below('Parameters.parameter', 'name'),
]);

function below(path: string, names: string): string[] {
  return names.split(' ').map((name) => `${path}.${name}`);
}

const values: Readonly<Record<string, Tree>> = {
  String: 'some text',
  Boolean: true,
  Integer: 3,
  PositiveInt: 3,
  Decimal: 2.5,
  Code: 'active',
  Uri: 'http://example.org/uri',
  Url: 'http://example.org/url',
  Canonical: 'http://example.org/canonical',
  Date: '2024-03-01',
  DateTime: '2024-03-01T10:00:00Z',
  Instant: '2024-03-01T10:00:00.000Z',
  Time: '10:00:00',
  Base64Binary: 'VGV4dA==',
  Markdown: 'some *text*',
  Coding: { system: 'http://example.org/codes', code: 'a' },
  CodeableConcept: { coding: [{ system: 'http://example.org/codes', code: 'a' }] },
  Quantity: { value: 2 },
  Money: { value: 2, currency: 'USD' },
  Period: { start: '2024-01-01', end: '2024-02-01' },
  Range: { low: { value: 1 }, high: { value: 2 } },
  Duration: { value: 2, unit: 'd', system: 'http://unitsofmeasure.org', code: 'd' },
  Timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
  Identifier: { system: 'http://example.org/identifiers', value: '1' },
  Reference: { display: 'somebody' },
  Attachment: { contentType: 'text/plain', data: 'VGV4dA==' },
  Address: { city: 'Boston' },
  HumanName: { family: 'Doe' },
};

/** The type suffixes of which there is a sample value. */
export const valueTypes: readonly string[] = Object.keys(values);

/** A plausible value of the type with this choice suffix. */
export function sampleValue(suffix: string): Tree {
  return thaw(values[suffix]);
}

const choiceNames = new RegExp(
  '^(value|diagnosis|location|serviced|timing|quantity|code|medication|occurrence|content|' +
    'multipleBirth|deceased)',
);

/** The name and type suffix of a choice member: `valueString` gives `value` and `String`. */
export function choiceOf(member: string): { name: string; suffix: string } | undefined {
  const name = choiceNames.exec(member)?.[0];
  const suffix = name === undefined ? '' : member.slice(name.length);
  return name !== undefined && valueTypes.includes(suffix) ? { name, suffix } : undefined;
}
