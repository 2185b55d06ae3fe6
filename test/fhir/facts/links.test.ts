import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { bundleOf, observation } from './request.ts';
import { saturation, saturationIn } from './saturation.ts';

/** Goal: a result counts as little as what it hangs on, and what stands beside it is read. */

const patient = { subject: { reference: 'Patient/p' } };
const other = { subject: { reference: 'Patient/q' } };
const linked = (name: string, type: string, change: JsonObject): readonly JsonObject[] => [
  observation({ [name]: { reference: `${type}/x` } }),
  { resourceType: type, id: 'x', ...change },
];
const flow = (value: number, changes: JsonObject = {}) =>
  observation({
    ...{ id: 'f', code: { coding: [{ system: 'http://loinc.org', code: '3151-8' }] } },
    valueQuantity: { value, system: 'http://unitsofmeasure.org', code: 'L/min' },
    ...changes,
  });

describe('a saturation', () => {
  test.each<[string, readonly JsonObject[], string]>([
    ['of a sample', linked('specimen', 'Specimen', patient), '86 %'],
    ['of a used sample', linked('specimen', 'Specimen', { status: 'unavailable' }), '86 %'],
    ['of a bad sample', linked('specimen', 'Specimen', { status: 'unsatisfactory' }), 'unreadable'],
    [
      'of a sample that is not here',
      [observation({ specimen: { reference: '#s' } })],
      'unreadable',
    ],
    ['by a device', linked('device', 'Device', { status: 'active' }), '86 %'],
    ['by no device', linked('device', 'Device', { status: 'entered-in-error' }), 'unreadable'],
    ['in a stay', linked('encounter', 'Encounter', { status: 'finished', ...patient }), '86 %'],
    ['in a stay of another', linked('encounter', 'Encounter', other), 'foreign-subject'],
    ['with no flow of oxygen', [observation(), flow(0)], '86 %'],
    ['with a flow of oxygen', [observation(), flow(2)], 'unreadable'],
    ['with a flow that was withdrawn', [observation(), flow(2, { status: 'cancelled' })], '86 %'],
    [
      'with a flow of another day',
      [observation(), flow(2, { effectiveDateTime: '2026-11-25' })],
      '86 %',
    ],
  ])('%s', (_, resources, expected) => {
    expect(saturation(resources).replace('unknown: ', '')).toBe(expected);
  });
});

test('what the request itself takes back is as if it were not there', () => {
  const mark =
    'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/modifierextension-infoCancelled';
  const opened = bundleOf([observation()]);
  const named = { valueReference: { reference: 'Observation/o' } };
  const taken = { ...named, modifierExtension: [{ url: mark, valueBoolean: true }] };
  const settled = (supportingInfo: JsonObject[]): string => {
    const claim = { ...opened.claim, resource: { ...opened.claim.resource, supportingInfo } };
    return saturationIn({ ...opened, claim });
  };
  expect(settled([named])).toBe('86 %');
  expect(settled([taken])).toBe('unknown: no-evidence');
  expect(settled([taken, named])).toBe('86 %');
});
