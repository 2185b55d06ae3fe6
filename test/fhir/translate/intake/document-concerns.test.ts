import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../src/fhir/json/json.ts';
import { setAt } from './must-support/places.ts';
import { readBundle, requestIn, richRequest } from './rich-request.ts';

/** Goal: a request is what it says that it is, first-hand, and about stays of its patient. */
const claim = 'entry(Claim/rich-2).resource';
const pas = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/';

function bundleWith(place: string, value: Json) {
  const bundle = richRequest();
  if (!setAt(bundle, place, value)) throw new Error(`nothing at ${place}`);
  return bundle;
}

describe('what a document says that it is', () => {
  test.each<[string, string, string, string]>([
    ['a request', `${claim}.meta.profile`, `${pas}profile-claim`, ''],
    ['a request of a version', `${claim}.meta.profile`, `${pas}profile-claim|2.2.1`, ''],
    ['an inquiry', `${claim}.meta.profile`, `${pas}profile-claim-inquiry`, 'refused'],
    ['a response', `${claim}.meta.profile`, `${pas}profile-claimresponse`, 'refused'],
    [
      'a bundle of an inquiry',
      'meta.profile',
      `${pas}profile-pas-inquiry-request-bundle`,
      'refused',
    ],
    [
      'of another guide',
      `${claim}.meta.profile`,
      'http://hl7.org/fhir/us/carin-bb/StructureDefinition/C4BB-ExplanationOfBenefit',
      'the request says that it follows a profile that we do not know',
    ],
  ])('%s', (_, place, profile, expected) => {
    const read = readBundle(bundleWith(place, [profile]));
    const said = read.ok ? read.value.concerns.map(({ words }) => words.en).join() : 'refused';
    expect(said).toBe(expected);
    if (!read.ok) expect(read.problem).toMatchObject({ issues: [{ rule: 'PAS/profile' }] });
  });

  test.each([
    ['meta.profile', 'profile-pas-request-bundel', 'profile-pas-request-bundle.'],
    [`${claim}.meta.profile`, 'profile-claim-inquiry|2.2.1', 'profile-claim (or, of an update'],
  ])('%s: a refusal says what came and what is right', (place, came, right) => {
    const read = readBundle(bundleWith(place, [`${pas}${came}`]));
    const [issue] = read.ok ? [] : (read.problem.issues ?? []);
    expect(issue?.text).toContain(`The profile "${pas}${came.replace('|2.2.1', '')}" is not of a`);
    expect(issue?.text).toContain(`name ${pas}${right}`);
  });

  test('nothing that asks for nothing', () => {
    const read = readBundle(bundleWith(`${claim}.item`, []));
    expect(read.ok ? undefined : read.problem).toMatchObject({ issues: [{ rule: 'PAS/item' }] });
  });
});

const changed = [{ url: `${pas}extension-infoChanged`, valueCode: 'changed' }];
const elsewhere = {
  en: 'the request says that something was changed, and does not say in which request',
  es: 'la solicitud dice que algo cambió, y no dice en qué solicitud',
};
const another = {
  en: 'the stay that the request names is not of its patient',
  es: 'la estancia que nombra la solicitud no es de su paciente',
};

describe('concerns', () => {
  test.each<[string, string, Json, readonly object[]]>([
    [
      'a line that changed',
      `${claim}.item.0.extension`,
      changed,
      [{ lines: [1], words: elsewhere }],
    ],
    [
      'information that changed',
      `${claim}.supportingInfo.0.extension`,
      changed,
      [{ words: elsewhere }],
    ],
    [
      'a stay of another',
      'entry(Encounter/stay).resource.subject',
      { reference: 'Patient/subscriber' },
      [{ words: another }],
    ],
    [
      'a stay of another, of a line',
      `${claim}.item.0.encounter`,
      [{ reference: 'Encounter/stay' }],
      [],
    ],
  ])('%s', (_, place, value, expected) => {
    expect(requestIn(bundleWith(place, value)).concerns).toMatchObject(expected);
  });

  test('a stay of a line keeps that line alone', () => {
    const bundle = bundleWith(`${claim}.extension`, []);
    setAt(bundle, `${claim}.item.0.encounter`, [{ reference: 'Encounter/stay' }]);
    setAt(bundle, 'entry(Encounter/stay).resource.subject', { reference: 'Patient/subscriber' });
    const concerns = requestIn(bundle).concerns.filter(({ lines }) => lines?.includes(1));
    expect(concerns).toMatchObject([{ lines: [1], words: another }]);
    expect(requestIn(bundle).concerns.every(({ lines }) => lines !== undefined)).toBe(true);
  });
});

describe('the orders of the request as a whole', () => {
  test('are read as those of lines are', () => {
    const bundle = bundleWith(`${claim}.prescription`, { reference: 'DeviceRequest/oxygen' });
    setAt(bundle, `${claim}.referral`, { reference: 'ServiceRequest/none' });
    expect(requestIn(bundle).claimOrders).toMatchObject([
      { role: 'prescription', kind: 'DeviceRequest', isOfPatient: true },
      { role: 'referral', kind: 'unknown' },
    ]);
  });

  test('are not there where they are only numbered', () => {
    const bundle = bundleWith(`${claim}.referral`, { identifier: { value: '7' } });
    expect(requestIn(bundle).claimOrders).toBeUndefined();
  });
});
