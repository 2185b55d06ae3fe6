import { describe, expect, test } from 'vitest';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../src/fhir/json/json.ts';
import { percent } from './changed-request.ts';
import { scenario } from './payer.ts';
import { freshPayerForTests } from './payer-for-tests.ts';

/**
 * Goal: nothing is decided by what was found for another day or sent in another request. Method:
 * requests that are alike but for one thing, sent to a running payer.
 */
const submit = '/fhir/Claim/$submit';
const payer = freshPayerForTests();

/** A request for two services, evidenced by a saturation of 86 % of 2026-11-23. */
function request() {
  const bundle = JSON.parse(scenario('home-oxygen-approved'));
  const of = (type: string) =>
    bundle.entry.find((one: { resource: JsonObject }) => one.resource.resourceType === type)
      .resource;
  return { bundle, claim: of('Claim'), measured: of('Observation') };
}

function responseOf(body: JsonObject): JsonObject {
  const [entry] = isJsonArray(body.entry) ? body.entry.filter(isJsonObject) : [];
  return isJsonObject(entry?.resource) ? entry.resource : {};
}

/** How each item is decided, in the order of the answer. */
function actionsOf(response: JsonObject): readonly string[] {
  const items: readonly Json[] = isJsonArray(response.item) ? response.item : [];
  return items.map((item) => {
    const [, action = ''] = /005010\/306","code":"(\w+)"/.exec(JSON.stringify(item)) ?? [];
    return action;
  });
}

describe('evidence counts for the days that it is recent enough for', () => {
  const recent = { start: '2026-12-23', end: '2027-12-22' };
  const late = { start: '2026-12-24', end: '2027-12-23' };
  test.each([
    ['both in time', [recent, recent], ['A1', 'A1']],
    ['the second a day too late', [recent, late], ['A1', 'A4']],
    ['the first a day too late', [late, recent], ['A4', 'A1']],
    ['both a day too late', [late, late], ['A4', 'A4']],
  ])('%s: %j, %j', async (_, periods, actions) => {
    const { bundle, claim } = request();
    for (const [index, period] of periods.entries()) claim.item[index].servicedPeriod = period;
    const { body } = await payer.post(submit, bundle);
    expect(actionsOf(responseOf(body))).toEqual(actions);
  });
});

describe('a request that was sent before, under new identifiers', () => {
  const again = (change: (measured: JsonObject) => void) => {
    const { bundle, claim, measured } = request();
    bundle.identifier.value = 'T2001';
    claim.identifier[0].value = 'R2001';
    change(measured);
    return bundle;
  };
  const told = async (bundle: JsonObject) => responseOf((await payer.post(submit, bundle)).body);

  test('is answered as before', async () => {
    const first = await told(request().bundle);
    const second = await told(again(() => undefined));
    // A request of its own would be for services that are authorized already.
    expect([actionsOf(first), actionsOf(second)]).toEqual([
      ['A1', 'A1'],
      ['A1', 'A1'],
    ]);
  });

  test.each([
    ['another value', { valueQuantity: percent(95) }],
    ['another value that would be approved too', { valueQuantity: percent(87) }],
    ['a value in another unit', { valueQuantity: percent(0.86, { unit: '1', code: '1' }) }],
    ['a value of another day', { effectiveDateTime: '2026-11-24' }],
  ])('is a request of its own with %s', async (_, change) => {
    const first = await told(request().bundle);
    const second = await told(again((measured) => Object.assign(measured, change)));
    expect([actionsOf(first), actionsOf(second)]).toEqual([
      ['A1', 'A1'],
      ['A4', 'A4'],
    ]);
  });
});
