import { describe, expect, test } from 'vitest';
import { type Json, JsonDecimal, type JsonObject } from '../../../../src/fhir/json/json.ts';
import type { Issue } from '../../../../src/fhir/validate/issue.ts';
import { openValidator } from '../../../../src/wire.ts';
import { readExamples } from '../../../conformance/fixtures/examples.ts';
import { briefs, element, isWhole, profile, validatorOf } from '../synthetic.ts';

const r4 = validatorOf([]);
const patient = (members: Readonly<Record<string, Json>>): JsonObject => ({
  resourceType: 'Patient',
  ...members,
});
const names = (count: number) => Array.from({ length: count }, () => ({ use: 'x' }));

describe('a hundred issues and no more', () => {
  test.each([99, 100])('%d are all told', (count) => {
    const { issues } = r4.validate({ ...patient({ name: names(count) }), text: NARRATIVE });
    expect(issues.map(({ severity }) => severity)).toEqual(names(count).map(() => 'error'));
  });
  test('the rest is counted', () => {
    const { issues } = r4.validate({ ...patient({ name: names(350) }), text: NARRATIVE });
    expect(issues).toHaveLength(101);
    expect(issues.at(-1)).toMatchObject({ severity: 'information', message: 'and 250 more' });
  });
  test('errors are never pushed out by warnings', () => {
    const extension = Array.from({ length: 200 }, (_, at) => ({
      url: `http://example.org/${at}`,
      valueString: 'x',
    }));
    const { issues } = r4.validate({ ...patient({ extension, name: names(2) }), text: NARRATIVE });
    expect(issues.slice(0, 2).map(({ severity }) => severity)).toEqual(['error', 'error']);
    expect(issues).toHaveLength(101);
    expect(issues.at(-1)?.message).toBe('and 102 more');
  });
  test('a smaller limit', () => {
    const { issues } = validatorOf([], { issuesMax: 3 }).validate(patient({ name: names(9) }));
    expect(issues.map(({ expression }) => expression)).toEqual([
      'Patient.name[0].use',
      'Patient.name[1].use',
      'Patient.name[2].use',
      'Patient',
    ]);
  });
});

const NARRATIVE = {
  status: 'generated',
  div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>',
};
const LONG = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.repeat(20);
/** Everything with a long value in every place where a message could show it. */
const LONG_VALUES: readonly (readonly [string, JsonObject])[] = [
  ['a code', patient({ gender: LONG })],
  ['a date', patient({ birthDate: LONG })],
  ['a member', patient({ [LONG]: 1 })],
  ['a member of a choice', patient({ [`deceased${LONG}`]: 1 })],
  ['a resource type', { resourceType: LONG }],
  ['a contained resource type', patient({ contained: [{ resourceType: LONG, id: 'a' }] })],
  [
    'a contained id',
    patient({ contained: [1, 2].map(() => ({ resourceType: 'Basic', id: LONG })) }),
  ],
  ['a profile', patient({ meta: { profile: [`http://x/${LONG}`, LONG] } })],
  [
    'an extension',
    patient({ extension: [{ url: `http://x/${LONG}`, valueString: 'x' }, { url: LONG }] }),
  ],
  ['a reference', patient({ managingOrganization: { reference: `${LONG} ${LONG}`, type: LONG } })],
  ['a fragment', patient({ managingOrganization: { reference: `#${LONG}` } })],
  ['a number', patient({ multipleBirthInteger: new JsonDecimal('9'.repeat(400)) })],
  ['a system', patient({ maritalStatus: { coding: [{ system: LONG, code: LONG }] } })],
  ['an identifier', patient({ identifier: [{ system: LONG, use: LONG }] })],
  [
    'a fullUrl',
    {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ fullUrl: LONG, resource: patient({}) }],
    },
  ],
  [
    'a fullUrl that is a URL',
    {
      resourceType: 'Bundle',
      type: LONG,
      entry: [1, 2].map(() => ({ fullUrl: `http://x/${LONG}`, resource: patient({ id: LONG }) })),
    },
  ],
  [
    'a narrative',
    patient({
      text: {
        status: 'generated',
        div: `<div xmlns="http://www.w3.org/1999/xhtml"><${LONG} ${LONG}="${LONG}"/></div>`,
      },
    }),
  ],
  ['an attachment', patient({ photo: [{ contentType: LONG, data: LONG, size: 1, hash: 'AA==' }] })],
];

describe('no issue shows more than 64 characters of a value', () => {
  const shown = (issue: Issue) => longestRun(`${issue.message} ${issue.mend}`);
  test.each(LONG_VALUES)('%s', (_, resource) => {
    const { issues } = r4.validate(resource);
    expect(issues.filter(({ severity }) => severity !== 'information')).not.toEqual([]);
    for (const issue of issues) {
      expect(issue).toSatisfy(isWhole);
      expect(shown(issue), issue.message).toBeLessThanOrEqual(64);
    }
  });
});

/** The longest part of a text that is a part of the long value, or of the long number. */
function longestRun(text: string): number {
  const runs = text.match(/[A-Z]{20,}|9{20,}/g) ?? [];
  return Math.max(0, ...runs.map((run) => run.length));
}

describe('a budget of steps bounds the work', () => {
  const bundle = readExamples().find(
    ({ name }) => name === 'Bundle-ReferralAuthorizationBundleExample',
  );
  test.each([0, 1, 50])('%d steps: the validation ends and says so', (stepsMax) => {
    const { issues } = validatorOf([], { stepsMax }).validate(bundle?.resource ?? {});
    const [first] = issues.filter(({ code }) => code === 'too-costly');
    expect(first).toMatchObject({
      severity: 'error',
      expression: 'Bundle',
      rule: 'limits/steps',
      message: `validation was stopped after ${stepsMax} steps; the rest is not validated`,
    });
  });
  test('invariants share it', () => {
    const contact = Array.from({ length: 50 }, () => ({ name: { text: 'x' } }));
    const steps = (stepsMax: number) =>
      validatorOf([], { stepsMax })
        .validate(patient({ contact }))
        .issues.map(({ code }) => code);
    expect(steps(120)).toContain('too-costly');
    expect(steps(100_000)).not.toContain('too-costly');
  });
  test('slices by profile share it', () => {
    const profiles = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) =>
      profile(name, 'Patient', [element('Patient.photo', { min: 1 })]),
    );
    const entries = profile('entries', 'Bundle', [
      element('Bundle.entry', {
        slicing: { discriminators: [{ type: 'profile', path: 'resource' }], rules: 'open' },
      }),
      ...profiles.flatMap(({ url }, at) => [
        element(`Bundle.entry:e${at}`, {}),
        element(`Bundle.entry:e${at}.resource`, { types: [{ code: 'Patient', profiles: [url] }] }),
      ]),
    ]);
    const resource = patient({ name: Array.from({ length: 20 }, () => ({ text: 'x' })) });
    const entry = Array.from({ length: 50 }, () => ({ resource: { ...resource } }));
    const collection = { resourceType: 'Bundle', type: 'collection', entry };
    const codes = (profile: string, stepsMax: number) =>
      validatorOf([entries, ...profiles], { stepsMax })
        .validate(collection, { profiles: [profile] })
        .issues.map(({ code }) => code);
    expect(codes('http://hl7.org/fhir/StructureDefinition/Bundle', 8000)).not.toContain(
      'too-costly',
    );
    expect(codes(entries.url, 8000)).toContain('too-costly');
    expect(codes(entries.url, 100_000)).not.toContain('too-costly');
  });
});

describe('depth', () => {
  const deep = (levels: number): JsonObject => {
    let extension: Json = { url: 'http://x/a', valueString: 'x' };
    for (let at = 1; at < levels; at++) extension = { url: 'http://x/a', extension: [extension] };
    return patient({ extension: [extension] });
  };
  test('thirty levels are walked to the end', () => {
    const { issues } = r4.validate(deep(30));
    expect(issues.filter(({ code }) => code === 'extension')).toHaveLength(30);
  });
  test.each([97, 5000])('%d levels, which no reading lets in, end without a crash', (levels) => {
    expect(r4.validate(deep(levels)).issues.length).toBeGreaterThan(0);
  });
});

describe('places', () => {
  const train = openValidator('2.2');
  test('nothing is remembered from one validation to the next', async () => {
    const { validate } = await train;
    const [first] = readExamples();
    const once = validate(first?.resource ?? {});
    validate({ resourceType: 'Nothing' });
    expect(validate(first?.resource ?? {})).toEqual(once);
  });
  test('of a choice, a list, a contained one', () => {
    const resource = patient({
      multipleBirthInteger: 'x',
      name: [{ given: ['a', 1] }],
      contained: [{ resourceType: 'Basic', id: 'a', code: { coding: [{ display: 1 }] } }],
      link: [{ other: { reference: '#a' }, type: 'refer' }],
    });
    expect(briefs(r4.validate(resource)).map((line) => line.split(' ')[1])).toEqual([
      'Patient.multipleBirth.ofType(integer)',
      'Patient.name[0].given[1]',
      'Patient.link[0].other',
      'Patient.contained[0].code.coding[0].display',
    ]);
  });
});
