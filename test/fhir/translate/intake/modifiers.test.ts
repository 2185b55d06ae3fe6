import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../src/fhir/json/json.ts';
import { type TreeObject, thawObject } from '../../../conformance/mutants/tree.ts';
import { setAt } from './must-support/places.ts';
import { readBundle, requestIn, richRequest } from './rich-request.ts';

/** Goal: a modifier that is not known, or means nothing where it stands, is refused anywhere. */
const mark =
  'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/modifierextension-infoCancelled';
const unknown = [{ url: 'http://example.org/negated', valueBoolean: true }];
const cancelled = (value: Json = true): Json => [{ url: mark, valueBoolean: value }];
const claim = 'entry(Claim/rich-2).resource';

/** The places that are refused, and why in one word. */
function refused(sent: JsonObject): readonly string[] {
  const read = readBundle(sent);
  if (read.ok) return [];
  if (read.problem.code !== 'resource-invalid') return [read.problem.code];
  return (read.problem.issues ?? []).map(({ expression, text, rule }) => {
    const why = /not known|no meaning|no value/u.exec(text)?.[0] ?? text;
    return `${rule} ${expression}: ${why}`;
  });
}

function bundleWith(place: string, value: Json): TreeObject {
  const bundle = richRequest();
  if (!setAt(bundle, place, value)) throw new Error(`nothing at ${place}`);
  return bundle;
}

describe('an unknown modifier blocks wherever it stands', () => {
  test.each<[string, string]>([
    ['modifierExtension', 'Bundle.modifierExtension[0]'],
    ['entry.0.modifierExtension', 'Bundle.entry[0].modifierExtension[0]'],
    ['entry.3.modifierExtension', 'Bundle.entry[3].modifierExtension[0]'],
    ['identifier.modifierExtension', 'Bundle.identifier.modifierExtension[0]'],
    [`${claim}.modifierExtension`, 'Bundle.entry[0].resource.modifierExtension[0]'],
    [`${claim}.item.0.modifierExtension`, 'Bundle.entry[0].resource.item[0].modifierExtension[0]'],
    [
      `${claim}.insurance.0.modifierExtension`,
      'Bundle.entry[0].resource.insurance[0].modifierExtension[0]',
    ],
    ['entry(Patient/beneficiary).resource.name.0.modifierExtension', ''],
    ['entry(Patient/beneficiary).resource._birthDate', ''],
    ['entry(Condition/copd).resource.contained', ''],
    ['link', ''],
  ])('%s', (place, expression) => {
    const [last] = place.split('.').slice(-1);
    const value: Json =
      last === '_birthDate'
        ? { modifierExtension: unknown }
        : last === 'contained'
          ? [{ resourceType: 'Basic', id: 'b', modifierExtension: unknown }]
          : last === 'link'
            ? [{ relation: 'self', url: 'urn:x', modifierExtension: unknown }]
            : unknown;
    const found = refused(bundleWith(place, value));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expression);
    expect(found[0]).toMatch(/^PAS\/spec-25 Bundle.*: not known$/u);
  });

  test.each([
    ['implicitRules', 'Bundle.implicitRules'],
    [`${claim}.implicitRules`, 'Bundle.entry[0].resource.implicitRules'],
    [`${claim}._implicitRules`, 'Bundle.entry[0].resource.implicitRules'],
  ])('%s', (place, expression) => {
    const value = place.includes('_') ? { id: 'x' } : 'http://example.org/rules';
    expect(refused(bundleWith(place, value))).toEqual([`PAS/spec-25 ${expression}: not known`]);
  });

  test('a modifierExtension that is no list', () => {
    expect(refused(bundleWith('modifierExtension', { url: mark, valueBoolean: false }))).toEqual([
      'PAS/spec-25 Bundle.modifierExtension: not known',
    ]);
  });
});

describe('Parameters around the Bundle are looked at as well', () => {
  const parameters = (changes: JsonObject, part: JsonObject, other?: JsonObject): JsonObject => ({
    resourceType: 'Parameters',
    ...changes,
    parameter: [
      ...(other === undefined ? [] : [other]),
      { name: 'resource', ...part, resource: richRequest() },
    ],
  });
  const nested = { name: 'outer', part: [{ name: 'inner', modifierExtension: unknown }] };
  test.each<[string, JsonObject, readonly string[]]>([
    ['nothing', parameters({}, {}), []],
    ['the rules', parameters({ implicitRules: 'urn:x' }, {}), ['Parameters.implicitRules']],
    [
      'the parameter',
      parameters({}, { modifierExtension: unknown }),
      ['Parameters.parameter[0].modifierExtension[0]'],
    ],
    [
      'a part of another parameter',
      parameters({}, {}, nested),
      ['Parameters.parameter[0].part[0].modifierExtension[0]'],
    ],
    [
      'a resource in another parameter',
      parameters({}, {}, { name: 'x', resource: { resourceType: 'Basic', implicitRules: 'u' } }),
      ['Parameters.parameter[0].resource.implicitRules'],
    ],
    [
      'the Bundle has its own places',
      parameters(
        {},
        { resource: undefined },
        { name: 'x', valueCoding: { modifierExtension: unknown } },
      ),
      ['Parameters.parameter[0].valueCoding.modifierExtension[0]'],
    ],
  ])('%s', (_, sent, places) => {
    expect(refused(sent)).toEqual(places.map((place) => `PAS/spec-25 ${place}: not known`));
  });

  test('in the Bundle', () => {
    const sent = thawObject(parameters({}, {}));
    setAt(sent, 'parameter.0.resource.implicitRules', 'urn:x');
    expect(refused(sent)).toEqual(['PAS/spec-25 Bundle.implicitRules: not known']);
  });
});

describe('the mark of a cancelled entry', () => {
  test.each<[string, Json, readonly string[]]>([
    [`${claim}.item.0.modifierExtension`, cancelled(), []],
    [`${claim}.supportingInfo.0.modifierExtension`, cancelled(), []],
    [`${claim}.item.0.modifierExtension`, cancelled(false), []],
    [`${claim}.modifierExtension`, cancelled(false), []],
    [`${claim}.modifierExtension`, cancelled(), ['no meaning']],
    [`${claim}.insurance.0.modifierExtension`, cancelled(), ['no meaning']],
    [`${claim}.diagnosis.0.modifierExtension`, cancelled(), ['no meaning']],
    ['modifierExtension', cancelled(), ['no meaning']],
    ['entry.0.modifierExtension', cancelled(), ['no meaning']],
    ['entry(Patient/beneficiary).resource.modifierExtension', cancelled(), ['no meaning']],
    [`${claim}.item.0.modifierExtension`, cancelled('true'), ['no value']],
    [`${claim}.item.0.modifierExtension`, cancelled(null), ['no value']],
    [`${claim}.item.0.modifierExtension`, [{ url: mark }], ['no value']],
    [`${claim}.item.0.modifierExtension`, [{ url: mark, valueString: 'true' }], ['no value']],
    [`${claim}.item.0.modifierExtension`, [{ url: mark, valueCode: 'true' }], ['no value']],
    [
      `${claim}.item.0.modifierExtension`,
      [{ url: mark, valueBoolean: false, valueString: 'x' }],
      ['no value'],
    ],
    [`${claim}.item.0.modifierExtension`, ['x'], ['not known']],
    [
      `${claim}.item.0.modifierExtension`,
      [{ url: `${mark}|2.2.1`, valueBoolean: true }],
      ['not known'],
    ],
    [`${claim}.item.0.extension`, cancelled(), ['no meaning']],
    [`${claim}.item.0.extension`, cancelled(false), []],
  ])('at %s: %j', (place, value, why) => {
    const found = refused(bundleWith(place, value));
    expect(found.map((one) => one.replace(/^.*: /u, ''))).toEqual(why);
  });

  test('what is marked is read as cancelled, and one mark of two is enough', () => {
    const bundle = bundleWith(`${claim}.item.0.modifierExtension`, [
      { url: mark, valueBoolean: false },
      { url: mark, valueBoolean: true },
    ]);
    setAt(bundle, `${claim}.supportingInfo.3.modifierExtension`, cancelled());
    const { lines, supportingItems } = requestIn(bundle);
    expect(lines.map(({ isCancelled }) => isCancelled)).toEqual([true, false, false, false]);
    expect(supportingItems.map(({ isCancelled }) => isCancelled).indexOf(true)).toBe(3);
  });
});
