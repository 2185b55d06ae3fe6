import { expect, test } from 'vitest';
import { scenario } from '../payer.ts';
import { payerForTests } from '../payer-for-tests.ts';

/**
 * Goal: what is decided is answered, however long a list of the request is: nothing is kept that
 * the sender is not told. Method: honest requests with lists longer than the arguments of a call.
 */
const submit = '/fhir/Claim/$submit';
const LENGTH = 150_000;
const payer = payerForTests({
  ASSENT_SANDBOX: 'on',
  ASSENT_SUBMIT_ITEMS_MAX: String(LENGTH),
  ASSENT_SUBMIT_VALUES_MAX: '2000000',
  ASSENT_LIST_MAX: String(LENGTH),
  ASSENT_REQUEST_TEXT_BYTES_MAX: '10485760',
});

test.each([
  ['Organization', 'alias'],
  ['Patient', 'address'],
])(
  '%s.%s',
  async (type, name) => {
    await payer.post('/sandbox/reset', {});
    const bundle = JSON.parse(scenario('home-oxygen-approved'));
    const longest = Array.from({ length: LENGTH }, () => 'a');
    for (const { resource } of bundle.entry) {
      if (resource.resourceType !== type) continue;
      resource[name] = name === 'address' ? [{ line: longest }] : longest;
    }
    const first = await payer.post(submit, bundle);
    const again = await payer.post(submit, bundle);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(JSON.stringify(first.body)).toContain('"code":"A1"');
  },
  60_000,
);
