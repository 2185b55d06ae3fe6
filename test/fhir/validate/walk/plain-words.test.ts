import { expect, test } from 'vitest';
import type { Json } from '../../../../src/fhir/json/json.ts';
import { element, profile, validatorOf } from '../synthetic.ts';

/** Message and mend of what is wrong with a patient of a profile with one constrained element. */
function wordsOf(elements: Parameters<typeof profile>[2], members: Record<string, Json>) {
  const strict = profile('words', 'Patient', [element('Patient'), ...elements]);
  const resource = { resourceType: 'Patient', meta: { profile: [strict.url] }, ...members };
  const { issues } = validatorOf([strict]).validate(resource);
  return issues
    .filter(({ severity }) => severity === 'error')
    .map(({ message, mend }) => `${message} | ${mend}`);
}

test('a pattern of a primitive is told as the value to write', () => {
  const gender = element('Patient.gender', { pattern: { type: 'code', value: 'male' } });
  expect(wordsOf([gender], { gender: 'female' })).toEqual([
    "'female' is not 'male' | write 'male'",
  ]);
});

test('a pattern of an object is told with what is missing', () => {
  const value = { coding: [{ system: 'http://a.b', code: 'x' }], text: 't' };
  const pattern = element('Patient.maritalStatus', {
    pattern: { type: 'CodeableConcept', value },
  });
  expect(wordsOf([pattern], { maritalStatus: { text: 't' } })).toEqual([
    '{"text":"t"} does not have all of ' +
      '{"coding":[{"system":"http://a.b","code":"x"}],"text":"t"} | ' +
      'add {"coding":[{"system":"http://a.b","code":"x"}]}; more may stand beside it',
  ]);
  const [long] = wordsOf([pattern], { maritalStatus: { text: 'y'.repeat(300) } });
  expect(long?.indexOf(' does not have')).toBe(64);
});

test('what is prohibited is not allowed here', () => {
  expect(wordsOf([element('Patient.photo', { max: '0' })], { photo: [{ title: 'a' }] })).toEqual([
    'photo is not allowed here | remove it',
  ]);
});

test('a slice without values is missing', () => {
  const discriminators = [{ type: 'value', path: 'system' }];
  const elements = [
    element('Patient.identifier', { slicing: { discriminators, rules: 'open' } }),
    element('Patient.identifier:mrn', { min: 1 }),
    element('Patient.identifier:mrn.system', { fixed: { type: 'uri', value: 'http://a.b' } }),
  ];
  expect(wordsOf(elements, { identifier: [{ system: 'http://c.d' }] })).toEqual([
    'the slice identifier:mrn is missing | ' +
      'add identifier:mrn, as in {"system":"http://a.b","value":"example"}',
  ]);
});

test.each<[string, Record<string, Json>, string]>([
  ['date', { birthDate: '31.01.2026' }, "'2026-01-31'"],
  ['boolean', { active: 'yes' }, 'true or false, without quotes'],
  ['id', { id: 'a b' }, "'claim-1'"],
  ['xhtml', { text: { status: 'empty', div: '<div' } }, 'or remove the whole text element'],
])('the mend of a %s has an example', (_, members, said) => {
  expect(wordsOf([], members).join('\n')).toContain(said);
});
