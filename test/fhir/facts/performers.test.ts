import { expect, test } from 'vitest';
import { performerRemarks } from '../../../src/fhir/facts/performer-remarks.ts';
import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { bundleOf, observation } from './request.ts';
import { saturation } from './saturation.ts';

/** Goal: who measured is read once, however often they are named, and only so much of them. */
const coding = Array.from({ length: 5000 }, (_, at) => ({ system: 'urn:s', code: `${at}` }));
const role: JsonObject = { resourceType: 'PractitionerRole', id: 'r', specialty: [{ coding }] };
const by = (count: number): JsonObject =>
  observation({
    performer: Array.from({ length: count }, () => ({ reference: 'PractitionerRole/r' })),
  });

function remarksOf(result: JsonObject, ...beside: readonly JsonObject[]) {
  const bundle = bundleOf([result, ...beside]);
  const [entry] = bundle.byType('Observation');
  return entry === undefined ? [] : performerRemarks(bundle, entry, () => []);
}

test('one who is named again says nothing again', () => {
  const few = { ...role, specialty: [{ coding: coding.slice(0, 3) }] };
  expect(remarksOf(by(1), few)).toHaveLength(3);
  expect(remarksOf(by(20), few)).toHaveLength(3);
});

test('so many codes are told that it is known that there are too many', () => {
  expect(remarksOf(by(2), role)).toHaveLength(201);
  expect(saturation([by(2), role])).not.toContain('86 %');
});

test('a crowd is for a person, and nothing of it is read', () => {
  expect(remarksOf(by(21), role)).toEqual([expect.objectContaining({ at: 'performer' })]);
  expect(saturation([by(21)])).not.toContain('86 %');
});
