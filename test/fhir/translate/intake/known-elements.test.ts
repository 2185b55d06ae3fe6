import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/fhir/json/json.ts';
import { KNOWN } from '../../../../src/fhir/translate/intake/known-elements.ts';
import { unknownExtension } from '../../../../src/fhir/translate/intake/unknown-extension.ts';
import { unknownPlaces } from '../../../../src/fhir/translate/read/unknown-places.ts';

/** The places of a resource of which nothing is known. */
function placesOf(resource: JsonObject): readonly string[] {
  const known = KNOWN.get(String(resource.resourceType));
  return known === undefined ? ['?'] : unknownPlaces(resource, known, unknownExtension);
}

const own = [{ url: 'https://ehr.example.org/StructureDefinition/station', valueString: 'x' }];

describe('what is not known is named by its place', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    ['nothing', { resourceType: 'Claim', status: 'active', use: 'preauthorization' }, []],
    ['a member', { resourceType: 'Claim', payee: { party: {} } }, ['.payee']],
    [
      'members of an item',
      { resourceType: 'Claim', item: [{ sequence: 1 }, { sequence: 2, udi: [], factor: 2 }] },
      ['.item[1].udi', '.item[1].factor'],
    ],
    [
      'a member of a data type',
      { resourceType: 'Claim', item: [{ quantity: { value: 1, rank: 2 } }] },
      ['.item[0].quantity.rank'],
    ],
    [
      'an extension, of an element and of a primitive one',
      { resourceType: 'Coverage', period: { extension: own }, _status: { extension: own } },
      ['.period.extension(station)', '.status.extension(station)'],
    ],
    [
      'an extension of the second of several',
      { resourceType: 'DeviceRequest', _note: [null, { extension: own }] },
      ['.note[1].extension(station)'],
    ],
    [
      'an extension without a name that can be told',
      { resourceType: 'Coverage', extension: [{ url: 'urn:x/<script>', valueCode: 'x' }, {}] },
      ['.extension(extension)', '.extension(extension)'],
    ],
    [
      'a concept that is read by its words and has none',
      {
        resourceType: 'ServiceRequest',
        orderDetail: [{ text: 'x' }, { coding: [{ code: '1', display: 'x' }, { code: '2' }] }],
        bodySite: [{ coding: [{ code: '1', display: 'x' }] }],
      },
      ['.orderDetail[1]'],
    ],
    [
      'an extension in such a concept, and in what is read as a whole',
      {
        resourceType: 'ServiceRequest',
        orderDetail: [{ text: 'x', extension: own }],
        note: [{ text: 'x', authorReference: { extension: own } }],
      },
      ['.orderDetail[0].extension(station)', '.note[0].authorReference.extension(station)'],
    ],
    [
      'nothing in what is looked at elsewhere',
      { resourceType: 'Claim', contained: [{ extension: own }], identifier: [{ extension: own }] },
      [],
    ],
  ])('%s', (_, resource, places) => {
    expect(placesOf(resource)).toEqual(places);
  });

  test('no more than a person needs to know where to look', () => {
    const item = Array(500).fill({ udi: [] });
    expect(placesOf({ resourceType: 'Claim', item })).toHaveLength(20);
    const extension = Array(500).fill(own[0]);
    expect(placesOf({ resourceType: 'Claim', extension })).toHaveLength(20);
  });
});

describe('an extension', () => {
  const answer = (covered: string, needed?: string): JsonObject => ({
    url: 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information',
    extension: [
      { url: 'covered', valueCode: covered },
      ...(needed === undefined ? [] : [{ url: 'pa-needed', valueCode: needed }]),
    ],
  });
  const pas = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-';
  test.each<[string, JsonObject, string | undefined]>([
    ['that is read', { url: `${pas}levelOfServiceCode` }, undefined],
    ['of which only the number is read', { url: `${pas}authorizationNumber` }, 'number'],
    ['of PAS that nothing reads', { url: `${pas}itemCertificationIssueDate` }, 'date'],
    ['of a name that is read, of another guide', { url: 'urn:x/extension-infoChanged' }, 'mark'],
    ['that changes nothing', { url: `${pas}militaryStatus` }, undefined],
    ['an answer: covered', answer('covered', 'auth-needed'), undefined],
    ['an answer: covered, and no more', answer('covered'), undefined],
    ['an answer: not covered', answer('not-covered'), 'answer'],
    ['an answer: covered and satisfied', answer('covered', 'satisfied'), 'answer'],
    ['an answer: covered, nothing needed', answer('covered', 'no-auth'), 'answer'],
    ['an answer without a word', { url: String(answer('x').url) }, 'answer'],
  ])('%s', (_, given, expected) => {
    expect(unknownExtension(given) !== undefined).toBe(expected !== undefined);
  });
});
