import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/fhir/json/json.ts';
import { readExample } from './fixtures/examples.ts';
import { createJudge } from './oracle/judge.ts';
import { seededExample } from './seeds.ts';

const judge = await createJudge();
const patient = 'Patient/SubscriberExample';

/** The bundle's text with the Patient (entry 4) in two versions, the second without its name. */
function twoVersions(reference: string, broken: '1' | '2'): string {
  const { entry, ...bundle } = readExample(seededExample);
  const entries = Array.isArray(entry) ? entry : [];
  const at = entries.findIndex((one) => JSON.stringify(one).includes('"resourceType":"Patient"'));
  const whole = JSON.stringify(entries[at]);
  const versioned = (id: string): string => {
    const { resource, fullUrl } = JSON.parse(whole);
    const { name, meta, ...rest } = resource;
    const kept = id === broken ? {} : { name };
    return JSON.stringify({ fullUrl, resource: { ...rest, ...kept, meta: { versionId: id } } });
  };
  const others = entries.filter((_, index) => index !== at).map((one) => JSON.stringify(one));
  const texts = [...others.slice(0, at), versioned('1'), versioned('2'), ...others.slice(at)];
  const text = JSON.stringify({
    ...bundle,
    entry: texts.map((one): JsonObject => JSON.parse(one)),
  });
  return text.replaceAll(`"reference":"${patient}"`, `"reference":"${reference}"`);
}

const rulesOf = (text: string): readonly string[] =>
  judge(text)
    .filter(({ severity }) => severity === 'error')
    .map(({ expression, rule }) => `${expression} ${rule.slice(rule.lastIndexOf('/') + 1)}`);

describe('a reference to a version leads to that version', () => {
  test('which is judged by the profile that the reference asks for', () => {
    expect(rulesOf(twoVersions(`${patient}/_history/2`, '2'))).toContain(
      'Bundle.entry[5].resource min',
    );
  });

  test('while another version is not', () => {
    expect(rulesOf(twoVersions(`${patient}/_history/2`, '1'))).toEqual([]);
  });

  test('and one that is not here is missing (spec-13)', () => {
    const found = rulesOf(twoVersions(`${patient}/_history/3`, '1'));
    expect(found).toContain('Bundle.entry[0].resource.patient spec-13');
  });

  test('without a version, two entries of one fullUrl are told, relative or absolute', () => {
    const absolute = `http://example.org/fhir/${patient}`;
    for (const reference of [patient, absolute]) {
      expect(rulesOf(twoVersions(reference, '1'))).toContain(
        'Bundle.entry[0].resource.patient unique',
      );
    }
  });
});

describe('spec-16: the forms of fullUrl', () => {
  const withUrl = (fullUrl: string): string =>
    JSON.stringify(readExample(seededExample)).replace(
      'http://example.org/fhir/Location/ReferralLocationExample',
      fullUrl,
    );
  const at = 'Bundle.entry[8]';

  test.each([
    ['httpx/Location/ReferralLocationExample', 'form'],
    ['HTTP://example.org/fhir/Location/WRONG', 'form'],
    ['ftp://x/Location/ReferralLocationExample', 'spec-16'],
    ['urn:foo:bar', 'spec-16'],
  ])('%s', (fullUrl, rule) => {
    expect(rulesOf(withUrl(fullUrl))).toContain(`${at} ${rule}`);
  });
});

test('an error is told beside the warning of another profile', () => {
  const vital = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-vital-signs';
  const base = 'http://hl7.org/fhir/StructureDefinition/vitalsigns';
  const rulesIn = (...profile: readonly string[]): number => {
    const component = {
      code: { text: 'x' },
      valueQuantity: { value: 1, unit: 'x', code: 'kPa', system: 'http://unitsofmeasure.org' },
    };
    const observation = { resourceType: 'Observation', meta: { profile }, component: [component] };
    const errors = judge(JSON.stringify(observation)).filter(
      ({ severity, rule }) => severity === 'error' && rule.includes('component.value'),
    );
    return errors.length;
  };
  expect(rulesIn(vital, base)).toBe(1);
  expect(rulesIn(base, vital)).toBe(1);
});
