import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { rows } from './rows.ts';

const bundle = (type: string, entry: JsonObject): JsonObject => ({
  resourceType: 'Bundle',
  type,
  entry: [entry],
});
const NOBODY = { resourceType: 'Patient', active: true };
const ADA = { ...NOBODY, id: 'ada' };
const SENT = { request: { method: 'GET', url: 'Patient/ada' } };
const RECEIVED = { response: { status: '200' } };
const FULL_URL = ['Bundle.entry[0] Bundle.entry.fullUrl/form'];

rows('entries without a fullUrl', [
  ['of a batch', bundle('batch', { resource: ADA, ...SENT })],
  ['of a transaction', bundle('transaction', { resource: ADA, ...SENT })],
  ['of a batch-response', bundle('batch-response', { resource: ADA, ...RECEIVED })],
  ['of a transaction-response', bundle('transaction-response', { resource: ADA, ...RECEIVED })],
  ['of a searchset', bundle('searchset', { resource: ADA }), FULL_URL],
  ['of a searchset, without identity', bundle('searchset', { resource: NOBODY })],
  ['of a history', bundle('history', { resource: ADA, ...SENT, ...RECEIVED }), FULL_URL],
  ['of a collection', bundle('collection', { resource: ADA }), FULL_URL],
  ['of a collection, without identity', bundle('collection', { resource: NOBODY }), FULL_URL],
  ['without a resource', bundle('batch-response', RECEIVED)],
]);

const at = (fullUrl: string, resource: JsonObject = ADA): JsonObject =>
  bundle('collection', { fullUrl, resource });

rows('fullUrls end with type and id where they look RESTful', [
  ['they do', at('http://example.org/fhir/Patient/ada')],
  ['at the root of a server', at('https://example.org:8443/Patient/ada')],
  ['another id', at('http://example.org/fhir/Patient/bea'), FULL_URL],
  ['another type', at('http://example.org/fhir/Practitioner/ada'), FULL_URL],
  ['no id', at('http://example.org/fhir/Patient/ada', NOBODY), FULL_URL],
  ['no type of R4', at('http://example.org/fhir/Person-ada/form')],
  ['a type of no release', at('http://example.org/fhir/Gadget/bea')],
  ['a page', at('http://example.org/fhir/o2-form')],
  ['a query', at('http://example.org/Patient/bea?x=1')],
  ['of another scheme', at('ftp://example.org/Patient/bea')],
  ['a URN', at('urn:oid:2.16.840.1.113883.3')],
  ['relative', at('Patient/ada'), FULL_URL],
  [
    'in a batch too',
    bundle('batch', { fullUrl: 'http://e.org/Patient/b', resource: ADA, ...SENT }),
    FULL_URL,
  ],
]);
