import { expect, test } from 'vitest';
import type { ReviewRequest } from '../../../src/domain/review/review-request.ts';
import { subSenderOf } from '../../../src/domain/review/sub-sender.ts';
import { plainRequest } from '../requests.ts';

/** Goal: for whom an intermediary sends is what the request says first of these. */
const npi = (value: string) => ({ system: 'http://hl7.org/fhir/sid/us-npi', value });
const parties = { applicationSender: 'GS02', applicationReceiver: 'GS03' };
const nobody = {
  ...{ origin: 'r', kind: 'organization' as const, identifiers: [], specialties: [] },
};

test.each<[string, Partial<ReviewRequest>, string | undefined]>([
  ['ISA06', { transmission: { ...parties, interchangeSender: 'ISA06   ' } }, 'ISA06'],
  ['else GS02', { transmission: parties }, 'GS02'],
  ['else the NPI of who asks', {}, '9000000015'],
  [
    'of a role the organization',
    {
      requester: {
        ...{ ...nobody, kind: 'role', identifiers: [npi('9000000056'), npi('9000000031')] },
        organizationIdentifiers: [{ system: 'urn:x', value: 'X' }, npi('9000000031')],
      },
    },
    '9000000031',
  ],
  [
    'else another identifier',
    { requester: { ...nobody, identifiers: [{ system: 'urn:x', value: 'X' }] } },
    'X',
  ],
  ['else nobody', { requester: nobody }, undefined],
])('%s', (_, changes, expected) => {
  expect(subSenderOf(plainRequest(changes))).toBe(expected);
});
