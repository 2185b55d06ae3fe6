import { expect, test } from 'vitest';
import { tellableIn } from '../../../src/fhir/facts/told.ts';
import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { bundleOf, observation } from './request.ts';

/** Goal: what a narrative may repeat is data, and costs little however much of it there is. */
function textsBeside(patient: JsonObject): readonly string[] {
  const bundle = bundleOf([observation(), { resourceType: 'Patient', id: 'r', ...patient }]);
  const [, , , entry, person] = bundle.entries;
  if (entry === undefined) throw new Error('no observation');
  return tellableIn(bundle, entry, person).texts;
}

test('who the patient is may be told', () => {
  const texts = textsBeside({ name: [{ family: 'Demoson' }], identifier: [{ value: 'DS-1 ' }] });
  expect(texts).toContain('Demoson');
});

test('a name that is too long is none', () => {
  const family = 'é '.repeat(200_000);
  const length = textsBeside({ name: [{ family }] }).reduce((sum, one) => sum + one.length, 0);
  expect(length).toBeLessThan(10_000);
});

test('numbers of a patient are told, words in their place are not', () => {
  const identifier = [{ value: 'DS-1' }, { value: 'the order is void' }];
  const texts = textsBeside({ identifier });
  expect(texts).toContain('DS-1');
  expect(texts).not.toContain('the order is void');
});
