import { describe, expect, test } from 'vitest';
import type { Provider } from '../../../src/domain/provider/provider.ts';
import type { Submitter } from '../../../src/domain/provider/submitter.ts';
import type { ReviewRequest } from '../../../src/domain/review/review-request.ts';
import { payer, practice } from '../requests.ts';
import { asked, clear, day, focal, type Given, npi, provider, tin } from './asked.ts';

/** Goal: who asks may ask, and asks us. */
describe('insurer and payor have to be us', () => {
  const stranger = { origin: 'x', identifiers: [npi('9000000098')] };
  const nameless = { origin: 'x', identifiers: [] };
  const paidBy = (...payors: readonly (typeof payer)[]) => ({
    request: { coverages: [{ ...focal, payors }] },
  });
  const registered = {
    registrations: [
      { ...{ key: 'r', clientId: 'c', role: 'payer' as const }, identifier: npi('9000000098') },
    ],
  };
  test.each<[string, Given, string]>([
    ['another insurer', { request: { insurer: stranger } }, 'payer-not-us'],
    ['an insurer without identifier', { request: { insurer: nameless } }, 'payer-missing'],
    ['another payor', paidBy(stranger), 'payer-not-us'],
    ['a payor without identifier', paidBy(nameless), 'payer-missing'],
    ['no payor', paidBy(), 'payer-missing'],
    ['us among several payors', paidBy(stranger, payer), clear],
    [
      'a payer that the client has registered',
      { request: { insurer: stranger }, records: registered },
      clear,
    ],
    [
      'what the client has registered as a provider',
      {
        request: { insurer: stranger },
        records: {
          registrations: registered.registrations.map((one) => ({ ...one, role: 'provider' })),
        },
      },
      'payer-not-us',
    ],
  ])('%s', (_, given, expected) => {
    expect(asked(given)).toBe(expected);
  });
});

describe('a client asks for its own providers', () => {
  const by = (...identifiers: Provider['identifiers']) => ({
    ...{ origin: 'r', kind: 'organization' as const, identifiers, specialties: [] },
  });
  const role = (doctor: string, organization: string) => ({
    ...by(npi(doctor), npi(organization)),
    ...{ practitionerIdentifiers: [npi(doctor)], organizationIdentifiers: [npi(organization)] },
  });
  const over = (...gone: readonly string[]) => ({
    providers: ['9000000015', '9000000056'].map((value) => ({
      ...provider(value, [npi(value)]),
      ...(gone.includes(value) ? { span: { from: day('2020-01-01'), to: day('2021-01-01') } } : {}),
    })),
  });
  const doctor = role('9000000056', '9000000015');
  const listing = (lists: Partial<Submitter>): Submitter => ({ ...practice, npis: [], ...lists });
  const from = (requester: ReviewRequest['requester'], submitter: Submitter = practice) => ({
    request: { requester },
    submitter,
  });
  const intermediary = listing({ kind: 'intermediary' });
  test.each<[string, Given, string]>([
    ['by NPI', {}, clear],
    ['by tax id', from(by(npi('9000000015')), listing({ tins: ['123456789'] })), clear],
    [
      'by another identifier of an organization',
      from(
        by(npi('9000000015')),
        listing({ organizations: ['http://hl7.org/fhir/sid/us-npi|9000000015'] }),
      ),
      clear,
    ],
    ['another provider', from(by(npi('9000000031'))), 'requester-not-allowed'],
    [
      'another provider under the own tax id',
      from(by(npi('9000000031'), tin('123456789')), listing({ tins: ['123456789'] })),
      'requester-not-allowed',
    ],
    ['a doctor in a role at the own practice', from(role('9000000056', '9000000015')), clear],
    [
      'the own doctor in a role elsewhere',
      from(role('9000000056', '9000000031'), listing({ npis: ['9000000056'] })),
      'requester-not-allowed',
    ],
    [
      'a doctor in a role at the own practice, which is closed',
      { ...from(doctor), records: over('9000000015') },
      'provider-not-enrolled',
    ],
    [
      'the same, by an intermediary',
      { ...from(doctor, intermediary), records: over('9000000015') },
      'provider-not-enrolled',
    ],
    [
      'a doctor in a role at the own practice, which is not on file',
      from(role('9000000056', '9000000098'), listing({ npis: ['9000000098'] })),
      'provider-unknown',
    ],
    [
      'the same, by an intermediary',
      from(role('9000000056', '9000000098'), intermediary),
      'provider-unknown',
    ],
    [
      'a doctor in a role at a house without a number, by an intermediary',
      from(
        { ...doctor, identifiers: [npi('9000000056')], organizationIdentifiers: [] },
        intermediary,
      ),
      clear,
    ],
    [
      'a doctor who left, in a role at the own practice',
      { ...from(doctor), records: over('9000000056') },
      clear,
    ],
    [
      'one who is not on file, and not its own',
      from(by(npi('9000000098'))),
      'provider-unknown, requester-not-allowed',
    ],
    [
      'an NPI with a wrong check digit',
      from(by(npi('9000000016'))),
      'provider-id-invalid, requester-not-allowed',
    ],
    [
      'an NPI with a wrong check digit beside another one',
      from(by(npi('9000000098'), npi('9000000016')), intermediary),
      'provider-id-invalid',
    ],
    ['a tax id that is not on file', from(by(tin('1')), intermediary), 'provider-unknown'],
    [
      'one that is registered as a payer of the client',
      {
        ...from(by(npi('9000000031'))),
        records: {
          registrations: [
            { key: 'r', clientId: 'c', role: 'payer', identifier: npi('9000000031') },
          ],
        },
      },
      'requester-not-allowed',
    ],
    [
      'one that the sandbox registered for it',
      {
        ...from(by(npi('9000000031'))),
        records: {
          registrations: [
            { key: 'r', clientId: 'c', role: 'provider', identifier: npi('9000000031') },
          ],
        },
      },
      clear,
    ],
    ['an intermediary for any', from(by(npi('9000000031')), intermediary), clear],
    [
      'an intermediary for one who is not on file',
      from(by(npi('9000000098')), intermediary),
      'provider-unknown',
    ],
    [
      'a provider whose record is not used any more',
      {
        records: {
          providers: [{ ...provider('clinic', [npi('9000000015')]), isActive: false }],
        },
      },
      'provider-not-enrolled',
    ],
  ])('%s', (_, given, expected) => {
    expect(asked(given)).toBe(expected);
  });
});
