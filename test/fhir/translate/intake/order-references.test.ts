import { expect, test } from 'vitest';
import { openRequestBundle } from '../../../../src/fhir/bundle/request-bundle.ts';
import type { JsonObject } from '../../../../src/fhir/json/json.ts';
import { otherReferences } from '../../../../src/fhir/translate/intake/order-references.ts';
import { scenario } from '../../../operations/payer.ts';

/** Goal: an order may name what the request rests on; what else it names is for a person. */
function placesOf(order: JsonObject, condition: JsonObject = {}): readonly string[] {
  const bundle = JSON.parse(scenario('home-oxygen-approved'));
  const add = (resource: JsonObject): void => {
    const fullUrl = `https://ehr.example.org/fhir/${resource.resourceType}/${resource.id}`;
    bundle.entry.push({ fullUrl, resource });
  };
  const coded = (system: string, code: string): JsonObject => ({ coding: [{ system, code }] });
  add({
    ...{ resourceType: 'Condition', id: 'c', subject: { reference: 'Patient/demo-ada' } },
    clinicalStatus: coded('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active'),
    verificationStatus: coded(
      'http://terminology.hl7.org/CodeSystem/condition-ver-status',
      'confirmed',
    ),
    code: coded('http://hl7.org/fhir/sid/icd-10-cm', 'J44.9'),
    ...condition,
  });
  add({ resourceType: 'DeviceRequest', id: 'o', ...order });
  const opened = openRequestBundle(bundle);
  if (!opened.ok) throw new Error('no request');
  const entry = opened.value.entries.at(-1);
  if (entry === undefined) throw new Error('no order');
  return otherReferences(opened.value, entry);
}

const to = (reference: string, more: JsonObject = {}): JsonObject => ({ reference, ...more });
const INFO = ['.supportingInfo'];
const reason = { reasonReference: [to('Condition/c')] };

test.each<[string, JsonObject, readonly string[]]>([
  ['nothing', {}, []],
  ['the provider of the request', { performer: to('Organization/demo-lung-clinic') }, []],
  ['its payer', { performer: to('Organization/demo-payer') }, ['.performer']],
  [
    'its provider, by a number that may be of another',
    { performer: to('Organization/demo-lung-clinic', { identifier: { value: '1' } }) },
    ['.performer'],
  ],
  ['words alone', { performer: { display: 'Demo Lung Clinic' } }, ['.performer']],
  ['what is no reference', { performer: 'Demo Lung Clinic' }, ['.performer']],
  ['the coverage of the request', { insurance: [to('Coverage/demo-ada')] }, []],
  [
    'another coverage beside it',
    { insurance: [to('Coverage/demo-ada'), to('Coverage/x')] },
    ['.insurance'],
  ],
  ['a diagnosis of the request', reason, []],
  ['a result', { reasonReference: [to('Observation/saturation')] }, ['.reasonReference']],
  ['a result that informs it', { supportingInfo: [to('Observation/saturation')] }, []],
  ['a result that did not come', { supportingInfo: [to('Observation/x')] }, []],
  ['a form that did not come', { supportingInfo: [to('https://a/QuestionnaireResponse/x')] }, []],
  ['what nobody can tell', { supportingInfo: [to('urn:uuid:0')] }, []],
  ['a provider as information', { supportingInfo: [to('Organization/demo-lung-clinic')] }, INFO],
  ['an earlier order as information', { supportingInfo: [to('DeviceRequest/x')] }, INFO],
  [
    'what it contains as information',
    { contained: [{ resourceType: 'Device', id: 'p' }], supportingInfo: [to('#p')] },
    INFO,
  ],
  [
    'another kind of it on a medication',
    { supportingInformation: [to('Observation/x'), to('Device/x')] },
    ['.supportingInformation'],
  ],
])('an order that names %s', (_, order, places) => {
  expect(placesOf(order)).toEqual(places);
});

test.each<[string, JsonObject]>([
  ['another disease', { code: { coding: [{ system: 'urn:x', code: 'J44.9' }] } }],
  ['a disease that is over', { abatementString: 'gone' }],
  ['a disease that nobody confirmed', { verificationStatus: {} }],
  ['a disease of somebody else', { subject: { reference: 'Patient/x' } }],
])('an order for %s', (_, condition) => {
  expect(placesOf(reason, condition)).toEqual(['.reasonReference']);
});
