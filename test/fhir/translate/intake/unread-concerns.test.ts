import { expect, test } from 'vitest';
import { openRequestBundle } from '../../../../src/fhir/bundle/request-bundle.ts';
import type { JsonObject } from '../../../../src/fhir/json/json.ts';
import { unreadConcerns } from '../../../../src/fhir/translate/intake/unread-concerns.ts';
import { scenario } from '../../../operations/payer.ts';

/** Goal: what is said beside all that is read is for a person, each by itself. */
function concernsOf(change: (claim: JsonObject, entry: JsonObject[]) => object) {
  const bundle = JSON.parse(scenario('home-oxygen-approved'));
  const [{ resource: claim }] = bundle.entry;
  Object.assign(claim, change(claim, bundle.entry));
  const opened = openRequestBundle(bundle);
  if (!opened.ok) throw new Error('no request');
  return unreadConcerns(opened.value).map(({ origin, lines }) => [origin, lines]);
}

const claim = 'Bundle.entry[0].resource';
const item = (claim_: JsonObject, more: object) => ({
  item: [{ ...(Array.isArray(claim_.item) ? claim_.item[0] : {}), ...more }],
});
const information = (more: object) => ({ supportingInfo: [{ sequence: 9, ...more }] });
const coded = (code: string) => ({ coding: [{ system: 's', code }] });

test('a usual request says nothing of it', () => {
  expect(concernsOf(() => ({}))).toEqual([]);
});

test.each<[string, Parameters<typeof concernsOf>[0], string, number[] | undefined]>([
  ['a sub-type', () => ({ subType: {} }), `${claim}.subType`, undefined],
  ['a facility', () => ({ facility: {} }), `${claim}.facility`, undefined],
  ['another type', () => ({ type: coded('oral') }), `${claim}.type`, undefined],
  ['revenue', (one) => item(one, { revenue: {} }), `${claim}.item[0].revenue`, [1]],
  ['a body site', (one) => item(one, { bodySite: {} }), `${claim}.item[0].bodySite`, [1]],
  [
    'a stay',
    () => information({ category: coded('admissionDates') }),
    `${claim}.supportingInfo[0].timing`,
    undefined,
  ],
  [
    'a reason of information',
    () => information({ reason: {} }),
    `${claim}.supportingInfo[0].reason`,
    undefined,
  ],
])('%s', (_, change, origin, lines) => {
  expect(concernsOf(change)).toContainEqual([origin, lines]);
});

test.each([
  'Task',
  'Communication',
  'Provenance',
  'QuestionnaireResponse',
  'ServiceRequest',
])('a %s that nothing rests on', (resourceType) => {
  const found = concernsOf((_, entry) => {
    entry.push({ fullUrl: 'urn:uuid:1', resource: { resourceType, id: '1' } });
    return {};
  });
  expect(found.length).toBe(1);
});
