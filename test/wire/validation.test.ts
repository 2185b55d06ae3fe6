import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/fhir/json/json.ts';
import { scenario } from '../operations/payer.ts';
import { payerForTests } from '../operations/payer-for-tests.ts';

/** Goal: judged in a thread or here, answers are the same. */
const submit = '/fhir/Claim/$submit';
const here = payerForTests();
const threads = payerForTests({ ASSENT_VALIDATION_THREADS: '2' });

/** An answer without what is new in each. */
function told({ status, body }: { readonly status: number; readonly body: JsonObject }): unknown {
  const port = /127\.0\.0\.1:\d+/g;
  const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
  const text = JSON.stringify(body).replaceAll(port, 'here').replaceAll(uuid, 'uuid');
  return [status, JSON.parse(text)];
}

const approved = scenario('home-oxygen-approved');

/** The request with something else in it. */
function changed(from: RegExp | string, to: string): string {
  const body = approved.replaceAll(from, to);
  if (body === approved) throw new Error(`nothing is like ${from}`);
  return body;
}

test.each([
  ['a request', approved],
  ['numbers whose digits count', changed(/"value": ?(\d+)\b(?!\.)/g, '"value":$1.00')],
  ['errors, all at once', changed('"value"', '"v"').replaceAll('"use"', '"usage"')],
  ['text that is no JSON', approved.slice(0, -9)],
  ['a name that stands twice', approved.replace('{', '{"resourceType":"Bundle",')],
  ['no bundle', '[]'],
  ['a type that is a name of objects', '{"resourceType":"constructor"}'],
])('%s: the same answer from a thread', async (_name, body) => {
  const [one, other] = await Promise.all([here.post(submit, body), threads.post(submit, body)]);
  expect(told(other)).toEqual(told(one));
});
