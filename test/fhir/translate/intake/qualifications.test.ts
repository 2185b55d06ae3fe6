import { expect, test } from 'vitest';
import { openRequestBundle } from '../../../../src/fhir/bundle/request-bundle.ts';
import type { Json } from '../../../../src/fhir/json/json.ts';
import { qualificationsOf } from '../../../../src/fhir/translate/intake/qualifications.ts';
import { scenario } from '../../../operations/payer.ts';

/** Goal: what is said of a licence is read: its periods, its words, and its status elsewhere. */
function qualificationsWith(resource: Json) {
  const bundle = JSON.parse(scenario('home-oxygen-approved'));
  bundle.entry.push({ fullUrl: 'https://ehr.example.org/fhir/Practitioner/d', resource });
  const opened = openRequestBundle(bundle);
  if (!opened.ok) throw new Error('no request');
  return qualificationsOf(opened.value)?.map(({ origin: _, ...told }) => told);
}
const doctor = (...qualification: readonly Json[]): Json => ({
  ...{ resourceType: 'Practitioner', id: 'd' },
  qualification,
});
const status = (value: object): Json => ({
  code: { text: 'MD' },
  extension: [{ url: 'urn:q', extension: [{ url: 'status', ...value }] }],
});
const plain = { periods: [], texts: ['MD'] };

test.each<[string, Json, readonly object[] | undefined]>([
  ['nobody', { resourceType: 'Practitioner', id: 'd' }, undefined],
  ['a code', doctor({ code: { text: 'MD' } }), [plain]],
  [
    'periods of its own and of its numbers',
    doctor({
      code: { coding: [{ display: 'MD' }] },
      period: { start: '2001', end: '2020-06' },
      identifier: [{ type: { text: 'License' }, period: { end: '2019-12-31' } }, { value: '7' }],
    }),
    [
      {
        periods: [{ from: '2001-01-01', to: '2020-06-30' }, { to: '2019-12-31' }],
        texts: ['MD', 'License'],
      },
    ],
  ],
  [
    'a period that is none',
    doctor({ code: { text: 'MD' }, period: { end: 'never' } }),
    [{ ...plain, periods: [{}], isUnreadable: true }],
  ],
  ['a status', doctor(status({ valueCode: 'revoked' })), [{ ...plain, texts: ['MD', 'revoked'] }]],
  [
    'a status by a concept',
    doctor(status({ valueCodeableConcept: { coding: [{ code: 'S', display: 'Suspended' }] } })),
    [{ ...plain, texts: ['MD', 'S', 'Suspended'] }],
  ],
  [
    'in another resource',
    { resourceType: 'PractitionerRole', id: 'd', contained: [doctor({ code: { text: 'MD' } })] },
    [plain],
  ],
])('%s', (_, resource, expected) => {
  expect(qualificationsWith(resource)).toEqual(expected);
});
