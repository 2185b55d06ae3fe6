import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../src/fhir/json/json.ts';
import { setAt } from './must-support/places.ts';
import { requestIn, richRequest } from './rich-request.ts';

/** Goal: several codes where one decides are never read as the harmless one of them. */
const claim = 'entry(Claim/rich-2).resource';
const x12 = 'https://codesystem.x12.org/005010/';
const pas = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-';

const coding = (system: string, code: string): Json => ({ system, code });
const concept = (...codings: readonly Json[]): Json => ({ coding: codings });
const extension = (name: string, valueCodeableConcept: Json): Json => ({
  ...{ url: `${pas}${name}`, valueCodeableConcept },
});

const initial = coding(`${x12}1322`, 'I');
const vague = 'the certification type does not say plainly that the request is an initial one';
const kind = 'the request type of the line does not say one thing';

describe('the certification type', () => {
  const on = (...concepts: readonly Json[]) =>
    concepts.map((one) => extension('certificationType', one));
  test.each<[string, Json, string | undefined, boolean]>([
    ['initial', on(concept(initial)), 'I', true],
    ['initial twice', on(concept(initial, initial)), 'I', true],
    ['a renewal', on(concept(coding(`${x12}1322`, 'R'))), 'R', false],
    ['initial and renewal', on(concept(initial, coding(`${x12}1322`, 'R'))), 'R', false],
    [
      'initial and cancel, in two',
      on(concept(initial), concept(coding(`${x12}1322`, '3'))),
      '3',
      false,
    ],
    ['of another system', on(concept(coding('urn:other', 'I'))), undefined, false],
    ['with one of another system', on(concept(initial, coding('urn:other', 'R'))), 'I', false],
    ['without a system', on(concept({ code: '3' })), undefined, false],
    ['in words', on({ text: 'cancel' }), undefined, false],
    ['nothing', on({}), undefined, false],
  ])('%s', (_, value, code, isPlain) => {
    for (const place of [`${claim}.extension`, `${claim}.item.0.extension`]) {
      const bundle = richRequest();
      setAt(bundle, place, value);
      const { certificationType, lines, concerns } = requestIn(bundle);
      const isOfItem = place.includes('item');
      expect((isOfItem ? lines[0]?.certificationType : certificationType)?.code).toBe(code);
      expect(concerns.map(({ words, lines: of }) => [words.en, of])).toEqual(
        isPlain ? [] : [[vague, isOfItem ? [1] : undefined]],
      );
    }
  });
});

describe('the request type', () => {
  const health = coding(`${x12}1525`, 'HS');
  const admission = coding(`${x12}1525`, 'AR');
  test.each<[string, Json, string | undefined, readonly string[]]>([
    ['one', concept(health), 'HS', []],
    ['two', concept(health, admission), 'AR', [kind]],
    ['one, and a translation', concept(health, coding('urn:other', '7')), 'HS', []],
    ['a translation alone', concept(coding('urn:other', '7')), '7', [kind]],
    ['words', { text: 'admission' }, undefined, [kind]],
  ])('%s', (_, value, code, words) => {
    const bundle = richRequest();
    setAt(bundle, `${claim}.item.0.extension`, [extension('serviceItemRequestType', value)]);
    const { lines, concerns } = requestIn(bundle);
    expect(lines[0]?.requestType?.code).toBe(code);
    expect(concerns.map((one) => one.words.en)).toEqual(words);
  });
});

describe('the type of the claim', () => {
  const type = 'http://terminology.hl7.org/CodeSystem/claim-type';
  const one = 'the type of the claim does not say one thing';
  test.each<[Json, readonly string[]]>([
    [concept(coding(type, 'professional')), []],
    [concept(coding(type, 'professional'), coding('urn:other', 'P')), []],
    [concept(coding(type, 'professional'), coding(type, 'institutional')), [one]],
    [{ text: 'professional' }, [one]],
  ])('%j', (value, words) => {
    const bundle = richRequest();
    setAt(bundle, `${claim}.type`, value);
    expect(requestIn(bundle).concerns.map((concern) => concern.words.en)).toEqual(words);
  });
});

describe('any sign of urgency counts', () => {
  const priority = 'http://terminology.hl7.org/CodeSystem/processpriority';
  const level = (...codings: readonly Json[]) => [
    extension('levelOfServiceCode', concept(...codings)),
  ];
  test.each<[string, Json, string, string | undefined]>([
    [`${claim}.priority`, concept(coding(priority, 'normal')), 'priority', 'normal'],
    [
      `${claim}.priority`,
      concept(coding(priority, 'normal'), coding(priority, 'stat')),
      ...(['priority', 'stat'] as const),
    ],
    [`${claim}.priority`, concept({ code: 'stat' }), 'priority', 'stat'],
    [
      `${claim}.extension`,
      level(coding(`${x12}1338`, 'E'), coding(`${x12}1338`, 'U')),
      ...(['levelOfService', 'U'] as const),
    ],
    [`${claim}.extension`, level({ code: '03' }), 'levelOfService', '03'],
    [`${claim}.item.1.extension`, level(coding(`${x12}1338`, 'U')), 'levelOfService', 'U'],
    [`${claim}.extension`, level(coding(`${x12}1338`, 'E')), 'levelOfService', 'E'],
  ])('%s: %j', (place, value, field, code) => {
    const bundle = richRequest();
    setAt(bundle, `${claim}.extension`, []);
    setAt(bundle, place, value);
    const request = requestIn(bundle);
    expect((field === 'priority' ? request.priority : request.levelOfService)?.code).toBe(code);
  });
});

describe('a change of an earlier request', () => {
  const profile = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-claim';
  test.each<[string, readonly string[], string]>([
    ['a first request', [profile], 'none'],
    ['of no profile', [], 'none'],
    ['an update that names none', [`${profile}-update`], 'update'],
    ['of a version', [`${profile}-update|2.2.1`], 'update'],
    ['both', [profile, `${profile}-update`], 'update'],
  ])('%s', (_, profiles, change) => {
    const bundle = richRequest();
    setAt(bundle, `${claim}.meta`, { profile: profiles });
    expect(requestIn(bundle).change).toBe(change);
  });
});
