import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../src/fhir/json/json.ts';
import { scenario } from './payer.ts';
import { payerForTests } from './payer-for-tests.ts';

/**
 * Goal: a large request holds nobody else up: what whoever answers reads itself has a bound, and
 * the data of attachments, however large, comes back as it came.
 * Method: a payer with a thread that validates; every text that is parsed in this one is measured.
 */
const MEBIBYTE = 1024 * 1024;
const data = Buffer.alloc(3 * MEBIBYTE, 'a picture').toString('base64');
const payer = payerForTests({ ASSENT_VALIDATION_THREADS: '1' });

let longest = 0;
const parse = JSON.parse;
beforeEach(() => {
  longest = 0;
  vi.spyOn(JSON, 'parse').mockImplementation((text, reviver) => {
    // The client of the test lives in this thread too.
    const isClient = new Error('where').stack?.includes('undici') === true;
    if (!isClient) longest = Math.max(longest, text.length);
    return parse(text, reviver);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const approved = (): JsonObject => parse(scenario('home-oxygen-approved'));
const resourcesOf = ({ entry }: JsonObject): readonly JsonObject[] =>
  (isJsonArray(entry) ? entry : []).flatMap((one) =>
    isJsonObject(one) && isJsonObject(one.resource) ? [one.resource] : [],
  );

/** The request with another member in each resource of a type. */
function withMember(bundle: JsonObject, type: string, more: JsonObject): JsonObject {
  const change = (resource: Json | undefined): Json | undefined =>
    isJsonObject(resource) && resource.resourceType === type ? { ...resource, ...more } : resource;
  const entries = isJsonArray(bundle.entry) ? bundle.entry : [];
  return {
    ...bundle,
    entry: entries.map((one) =>
      isJsonObject(one) ? { ...one, resource: change(one.resource) } : one,
    ),
  };
}

const pictured = (): JsonObject =>
  withMember(approved(), 'Patient', { photo: [{ contentType: 'image/png', data }] });

describe('a request with a picture of four megabytes', () => {
  test('is decided, and is the same request however its data is written', async () => {
    const text = JSON.stringify(pictured());
    const first = await payer.post('/fhir/Claim/$submit', text);
    const again = await payer.post('/fhir/Claim/$submit', text.replaceAll('/', '\\/'));
    expect(first.status).toBe(200);
    const [response, patient] = ['ClaimResponse', 'Patient'].map((type) =>
      resourcesOf(first.body).find((one) => one.resourceType === type),
    );
    expect(response).toMatchObject({ outcome: 'complete' });
    expect(patient).toMatchObject({ photo: [{ data }] });
    expect(resourcesOf(again.body)[0]?.id).toBe(response?.id);
    const read = await payer.get(`/fhir/ClaimResponse/${response?.id}`);
    expect(read.body).toMatchObject({ outcome: 'complete', id: response?.id });
    expect(longest).toBeLessThan(MEBIBYTE);
  });

  test('is validated', async () => {
    const validated = await payer.post('/fhir/Bundle/$validate', pictured());
    expect(validated.status).toBe(200);
    expect(longest).toBeLessThan(MEBIBYTE);
  });
});

test('what is not data of an attachment has a bound, which is named', async () => {
  const words = 'word '.repeat(MEBIBYTE / 8);
  const div = `<div xmlns="http://www.w3.org/1999/xhtml">${words}</div>`;
  const wordy = withMember(approved(), 'Patient', {
    text: { status: 'generated', div },
    address: [{ text: words }],
  });
  const answer = await payer.post('/fhir/Claim/$submit', wordy);
  expect(answer.status).toBe(413);
  expect(JSON.stringify(answer.body)).toMatch(
    /it has 1\d{6} bytes beside .* may have 1048576 \(ASSENT_REQUEST_TEXT_BYTES_MAX\)/u,
  );
  expect(longest).toBeLessThan(MEBIBYTE);
});
