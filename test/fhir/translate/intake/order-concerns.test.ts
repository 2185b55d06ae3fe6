import { expect, test } from 'vitest';
import { openRequestBundle } from '../../../../src/fhir/bundle/request-bundle.ts';
import type { JsonObject } from '../../../../src/fhir/json/json.ts';
import { orderConcerns } from '../../../../src/fhir/translate/intake/order-concerns.ts';
import { scenario } from '../../../operations/payer.ts';

/** Goal: an order that says more than is read of it is for a person, each by itself. */
function concernsOf(order: JsonObject): string {
  const bundle = JSON.parse(scenario('home-oxygen-approved'));
  const resource = { resourceType: 'MedicationRequest', id: 'o', ...order };
  bundle.entry.push({ fullUrl: 'https://ehr.example.org/fhir/MedicationRequest/o', resource });
  bundle.entry[0].resource.prescription = { reference: 'MedicationRequest/o' };
  const opened = openRequestBundle(bundle);
  if (!opened.ok) throw new Error('no request');
  const entry = opened.value.entries.at(-1);
  if (entry === undefined) throw new Error('no order');
  const found = orderConcerns(opened.value, entry);
  for (const { words } of found) expect(words.es).not.toBe(words.en);
  return found.map(({ detail }) => detail).join(', ');
}

const medication = 'http://terminology.hl7.org/CodeSystem/medicationrequest-category';
const categories = (...codes: readonly string[]): JsonObject => ({
  category: codes.map((code) => ({ coding: [{ system: medication, code }] })),
});
const by = (requester: JsonObject): JsonObject => ({ requester });
const daily = { repeat: { frequency: 1, period: 1, periodUnit: 'd' } };

test.each<[string, JsonObject, string]>([
  ['nothing more', {}, ''],
  ['one dosage', { dosageInstruction: [{ text: 'daily', timing: daily }] }, ''],
  ['two dosages', { dosageInstruction: [{ text: 'daily' }, { text: 'daily' }] }, 'several dosages'],
  [
    'two doses of one dosage',
    { dosageInstruction: [{ doseAndRate: [{}, {}] }] },
    'several dosages',
  ],
  [
    'a timing beside a dosage',
    { occurrenceTiming: daily, dosageInstruction: [{ timing: daily }] },
    'several dosages',
  ],
  ['dates that are none', { occurrencePeriod: { end: 'never' } }, 'its dates'],
  ['for outpatients', categories('outpatient'), ''],
  ['after a stay, at home', categories('discharge', 'community'), ''],
  ['for inpatients', categories('inpatient'), 'its category'],
  ['for inpatients too', categories('community', 'inpatient'), 'its category'],
  ['for what is not known', categories('hospice'), 'its category'],
  [
    'a category of the sender alone',
    { category: [{ coding: [{ system: 's', code: 'outpatient' }] }] },
    'its category',
  ],
  [
    'of another kind, whose categories are others',
    { ...categories('x'), resourceType: 'ServiceRequest' },
    '',
  ],
  ['a bound', { quantityQuantity: { value: 12, comparator: '<' } }, 'a comparator'],
  ['a report', { reportedBoolean: true }, 'reported, not ordered'],
  ['by the clinic', by({ reference: 'Organization/demo-lung-clinic' }), ''],
  ['by a doctor who is not here', by({ reference: 'Practitioner/none' }), ''],
  ['by a doctor by name', by({ display: 'Dr. Demodoc' }), ''],
  [
    'by a doctor elsewhere',
    by({ reference: 'https://x.example/PractitionerRole/1/_history/2' }),
    '',
  ],
  ['by nobody who can be told', by({ reference: 'urn:uuid:1' }), ''],
  ['by the patient', by({ reference: 'Patient/demo-ada' }), 'who ordered'],
  ['by a patient who is not here', by({ reference: 'Patient/none' }), 'who ordered'],
  ['by a patient, by type', by({ type: 'Patient', display: 'Ada' }), 'who ordered'],
  ['by a relative', by({ reference: 'https://x.example/RelatedPerson/1' }), 'who ordered'],
  ['by a device', by({ reference: 'Device/1' }), 'who ordered'],
  [
    'by the patient, a diet',
    { resourceType: 'NutritionOrder', orderer: { reference: 'Patient/demo-ada' } },
    'who ordered',
  ],
])('%s', (_, order, expected) => {
  expect(concernsOf(order)).toBe(expected);
});

test('by the number of the patient', () => {
  const [, , , , { resource }] = JSON.parse(scenario('home-oxygen-approved')).entry;
  const [identifier] = resource.identifier;
  expect(concernsOf(by({ identifier }))).toBe('who ordered');
});
