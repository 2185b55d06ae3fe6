import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../src/fhir/json/json.ts';
import type { CanonicalFacts, ElementFacts } from '../../../../src/fhir/validate/facts.ts';
import type { Issue } from '../../../../src/fhir/validate/issue.ts';
import { openValidator } from '../../../../src/wire.ts';
import { readExample } from '../../../conformance/fixtures/examples.ts';
import { element, extension, HERE, profile, validatorOf } from '../synthetic.ts';

/**
 * Goal: advice never breaks what else holds, one fault is told once, and "add X" shows an X.
 * Method: small profiles, each with a fault; all issues in one line each.
 */
const MEMBER = 'http://terminology.hl7.org/CodeSystem/v2-0203';
const coded = (code: string): JsonObject => ({ coding: [{ system: MEMBER, code }] });

function told(
  elements: readonly ElementFacts[],
  members: Readonly<Record<string, Json>>,
  others: readonly CanonicalFacts[] = [],
): string[] {
  const strict = profile('strict', 'Patient', [element('Patient'), ...elements]);
  const resource = { resourceType: 'Patient', meta: { profile: [strict.url] }, ...members };
  return validatorOf([strict, ...others])
    .validate(resource)
    .issues.map(line);
}

function line({ severity, expression, message, mend }: Issue): string {
  return `${severity} ${expression}: ${message} | ${mend}`;
}

const concept = (code: string) => ({ type: 'CodeableConcept', value: coded(code) });

describe('a binding does not advise against what the profile fixes', () => {
  const sliced = element('Patient.identifier', {
    slicing: { discriminators: [{ type: 'value', path: 'type' }], rules: 'open' },
  });
  const member = element('Patient.identifier:member');
  const cases: readonly (readonly [string, readonly ElementFacts[]])[] = [
    ['by a pattern', [element('Patient.identifier.type', { pattern: concept('MB') })]],
    ['by a fixed value', [element('Patient.identifier.type', { fixed: concept('MB') })]],
    [
      'by a fixed code below',
      [
        element('Patient.identifier.type.coding.system', { fixed: { type: 'uri', value: MEMBER } }),
        element('Patient.identifier.type.coding.code', { fixed: { type: 'code', value: 'MB' } }),
      ],
    ],
    [
      'by a pattern around it',
      [
        element('Patient.identifier', {
          pattern: { type: 'Identifier', value: { type: coded('MB') } },
        }),
      ],
    ],
    [
      'in a slice',
      [sliced, member, element('Patient.identifier:member.type', { pattern: concept('MB') })],
    ],
    [
      'by a pattern of a slice around it',
      [
        element('Patient.identifier', {
          slicing: { discriminators: [{ type: 'pattern', path: '$this' }], rules: 'open' },
        }),
        element('Patient.identifier:member', {
          pattern: { type: 'Identifier', value: { type: coded('MB') } },
        }),
      ],
    ],
  ];
  test.each(cases)('%s', (_, elements) => {
    expect(told(elements, { identifier: [{ type: coded('MB'), value: '1' }] })).toEqual([]);
  });
  test('where nobody fixes it, the code may stay', () => {
    const [only = '', ...more] = told([], { identifier: [{ type: coded('MB'), value: '1' }] });
    expect(more).toEqual([]);
    expect(only).toMatch(/such as DL, PPN, .*; keep what is there where none of them fits$/);
  });
  test('a code that is fixed and in the set is the one that is advised', () => {
    const gender = element('Patient.gender', { pattern: { type: 'code', value: 'other' } });
    expect(told([gender], { gender: 'x' })).toEqual([
      "error Patient.gender: 'x' is not 'other' | write 'other'",
    ]);
  });
  test('codes that another binding forbids are not advised', () => {
    const some: CanonicalFacts = {
      resourceType: 'ValueSet',
      url: `${HERE}some`,
      include: [{ system: 'http://hl7.org/fhir/administrative-gender', codes: ['male', 'other'] }],
    };
    const narrow = profile('narrow', 'Patient', [
      element('Patient.gender', { binding: { strength: 'required', valueSet: some.url } }),
    ]);
    const base = 'http://hl7.org/fhir/StructureDefinition/Patient';
    const resource = {
      resourceType: 'Patient',
      meta: { profile: [narrow.url, base] },
      gender: 'x',
    };
    const { issues } = validatorOf([narrow, some]).validate(resource);
    expect(issues.map(({ mend }) => mend)).toEqual([
      'use a code of the value set, such as male, other',
    ]);
  });
});

describe('examples of a type are ones that may stand there', () => {
  test.each<[string, readonly ElementFacts[], Record<string, Json>, string]>([
    ['a date of any precision', [], { birthDate: 'x' }, "'2026', '2026-01' or '2026-01-31'"],
    ['a code of a required binding', [], { gender: 'male ' }, 'such as male, female, other'],
    [
      'a fixed code',
      [element('Patient.gender', { fixed: { type: 'code', value: 'male' } })],
      { gender: 'male ' },
      "use exactly 'male'",
    ],
  ])('%s', (_, elements, members, advised) => {
    const lines = told(elements, members);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(advised);
  });
  test('a whole day', () => {
    const expression = '$this.toString().length() = 10';
    const day = element('Patient.birthDate', {
      constraints: [{ key: 'FullDateRule', severity: 'error', expression }],
    });
    expect(told([day], { birthDate: 'x' })).toEqual([
      "error Patient.birthDate: 'x' is not a date: YYYY, YYYY-MM or YYYY-MM-DD | " +
        "write year, month and day: '2026-01-31'",
    ]);
    expect(told([day], { birthDate: '2026-13-45' }).join()).toContain(
      "write it as in '2026-01-31'",
    );
  });
  test('what is required is not to be left out or removed', () => {
    const needed = element('Patient.gender', { min: 1 });
    const absent = { _gender: { extension: [{ url: 'http://a.b', valueString: 'x' }] } };
    expect(told([needed], absent).join()).not.toContain('leave the element out');
    expect(told([], absent).join()).toContain('leave the element out');
    expect(told([element('Patient.name', { min: 1 })], { name: [] }).join()).not.toContain(
      'remove',
    );
  });
});

describe('one fault is told once', () => {
  test.each<[string, readonly ElementFacts[], Record<string, Json>, readonly string[]]>([
    [
      'an object without members',
      [element('Patient.contact.relationship', { min: 1 })],
      { contact: [{}] },
      ['Patient.contact[0]: the object is empty'],
    ],
    [
      'a name that is nearly right',
      [element('Patient.birthDate', { min: 1 })],
      { birthdate: '2001' },
      ["Patient: there is no element 'birthdate' in Patient | write 'birthDate' if that is meant"],
    ],
    [
      'a list that is missing, and its slice',
      [
        element('Patient.identifier', {
          min: 1,
          slicing: { discriminators: [{ type: 'value', path: 'system' }], rules: 'open' },
        }),
        element('Patient.identifier:mrn', { min: 1 }),
        element('Patient.identifier:mrn.system', { fixed: { type: 'uri', value: 'http://a.b' } }),
      ],
      {},
      ['Patient: the slice identifier:mrn is missing'],
    ],
    [
      'a constraint that only says that something else is missing',
      [
        element('Patient', {
          constraints: [{ key: 'p-1', severity: 'error', expression: 'name.exists()' }],
        }),
        element('Patient.name', { min: 1 }),
      ],
      {},
      ['Patient: name is missing'],
    ],
    [
      'a code that its system does not have, and so no value set',
      [],
      { maritalStatus: { coding: [{ system: MARITAL, code: 'nope' }] } },
      ["Patient.maritalStatus: the code system 'http://terminology.hl7.org/CodeSystem/v3-Marit"],
    ],
  ])('%s', (_, elements, members, starts) => {
    const lines = told(elements, members);
    expect(lines.map((one, at) => one.replace(/^error /, '').slice(0, starts[at]?.length))).toEqual(
      starts,
    );
  });
  test('two faults at one place stay two', () => {
    const name = element('Patient.name', { min: 1 });
    const birthDate = element('Patient.birthDate', { min: 1 });
    expect(told([name, birthDate], {})).toHaveLength(2);
  });
  test('what is folded is named with the issue', () => {
    const gender = element('Patient.gender', { pattern: { type: 'code', value: 'other' } });
    const strict = profile('strict', 'Patient', [gender]);
    const resource = { resourceType: 'Patient', gender: 'x' };
    const report = validatorOf([strict]).validate(resource, { profiles: [strict.url] });
    expect(report.issues.map(({ rule, also }) => [rule, also])).toEqual([
      ['strict|1#Patient.gender/pattern', ['strict|1#Patient.gender/binding']],
    ]);
  });
});

const MARITAL = 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus';

describe('what is to be added is shown', () => {
  test.each<[string, readonly ElementFacts[], string]>([
    ['a date', [element('Patient.birthDate', { min: 1 })], '"birthDate":"2026-01-31"'],
    ['a code', [element('Patient.gender', { min: 1 })], '"gender":"male"'],
    ['a list', [element('Patient.name', { min: 1 })], '"name":[{"family":"example"}]'],
    [
      'a reference outside of a Bundle',
      [element('Patient.managingOrganization', { min: 1 })],
      '"managingOrganization":{"reference":"Organization/example"}',
    ],
    [
      'an identifier with what its slice fixes',
      [
        element('Patient.identifier', { min: 1 }),
        element('Patient.identifier.system', {
          min: 1,
          fixed: { type: 'uri', value: 'http://a.b' },
        }),
      ],
      '"identifier":[{"system":"http://a.b","value":"example"}]',
    ],
  ])('%s', (_, elements, sample) => {
    expect(told(elements, {}).join('\n')).toContain(`, as in ${sample}`);
  });
  test('an extension has its URL and its value', () => {
    const color = extension('color', undefined, [
      element('Extension.value[x]', { min: 1, types: [{ code: 'code' }] }),
    ]);
    const slice = element('Patient.extension:color', {
      min: 1,
      types: [{ code: 'Extension', profiles: [color.url] }],
    });
    expect(told([slice], {}, [color])).toEqual([
      'error Patient: the slice extension:color is missing | add extension:color, as in ' +
        `"extension":[{"url":"${HERE}color","valueCode":"example"}]`,
    ]);
  });
  test('an entry of the Bundle is referred to, and sequences go on', async () => {
    const { validate } = await openValidator('2.2');
    const bundle: Record<string, unknown> = JSON.parse(
      JSON.stringify(readExample('Bundle-ReferralAuthorizationBundleExample')),
    );
    const text = JSON.stringify(bundle)
      .replace(/"insurer":\{"reference":"[^"]*"\},?/, '')
      .replace(/"item":\[\{(.*?)"sequence":1,/, '"item":[{$1');
    const mends = validate(JSON.parse(text)).issues.map(({ mend }) => mend);
    const insurer = 'http://example.org/fhir/Organization/InsurerExample';
    expect(mends).toContain(`add insurer, as in "insurer":{"reference":"${insurer}"}`);
    expect(mends).toContain('add sequence, as in "sequence":1');
  });
});

test('thousands of missing elements: a hundred are told, each sample is short', async () => {
  const { validate } = await openValidator('2.2');
  const item = Array.from({ length: 5000 }, () => ({ modifierExtension: [] }));
  const meta = {
    profile: ['http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-claim'],
  };
  const started = process.cpuUsage();
  const { issues } = validate({ resourceType: 'Claim', meta, item });
  const { user } = process.cpuUsage(started);
  expect(issues).toHaveLength(101);
  expect(Math.max(...issues.map(({ mend }) => mend.length))).toBeLessThan(900);
  expect(user / 1e6).toBeLessThan(5);
});
