import { expect, test } from 'vitest';
import { cancelledMarkUrl, rareMembers } from '../../../src/fhir/bundle/rare-members.ts';
import type { JsonObject } from '../../../src/fhir/json/json.ts';

/** Goal: no walk that looks for something is left out where there is something to be found. */
const usual = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [{ resource: { resourceType: 'Claim', item: [{ sequence: 1 }, { sequence: 2 }] } }],
};
const none = { hasModifier: false, hasNoValueMark: false, longestList: 2 };
const absent = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

test('a usual request has nothing of it', () => {
  expect(rareMembers(usual)).toMatchObject(none);
});

test.each<[string, JsonObject, object]>([
  ['a modifier', { modifierExtension: [{ url: 'u' }] }, { hasModifier: true }],
  ['a modifier that is no list', { modifierExtension: 1 }, { hasModifier: true }],
  ['rules', { implicitRules: 'u' }, { hasModifier: true }],
  ['what is said of rules', { _implicitRules: { id: 'i' } }, { hasModifier: true }],
  ['the mark as an extension', { extension: [{ url: cancelledMarkUrl }] }, { hasModifier: true }],
  ['an absent value', { extension: [{ url: absent }] }, { hasNoValueMark: true }],
  ['one of another version', { extension: [{ url: `${absent}|4.0.1` }] }, { hasNoValueMark: true }],
  ['a null flavor', { extension: [{ url: 'x/iso21090-nullFlavor' }] }, { hasNoValueMark: true }],
  ['a code for none', { code: { system: 'a/v3-nullflavor' } }, { hasNoValueMark: true }],
  ['a list', { name: [{}, {}, {}] }, { longestList: 3 }],
])('%s is seen wherever it stands', (_, member, seen) => {
  const places = [member, { a: member }, { a: [member] }, { a: [[{ b: member }]] }];
  for (const place of places) {
    expect(rareMembers({ ...usual, ...place })).toMatchObject({ ...none, ...seen });
  }
});
