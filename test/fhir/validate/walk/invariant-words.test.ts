import { describe, expect, test } from 'vitest';
import { openFactFiles, readTrain } from '../../../../src/adapters/fact-files.ts';
import type { Json } from '../../../../src/fhir/json/json.ts';
import type { ElementFacts, StructureFacts } from '../../../../src/fhir/validate/facts.ts';
import { invariantWords } from '../../../../src/fhir/validate/walk/invariant-words.ts';
import { validatorOf } from '../synthetic.ts';

const CORE = 'http://hl7.org/fhir/StructureDefinition/';

interface Found {
  readonly structure: StructureFacts;
  readonly packageName: string;
}

function allStructures(): ReadonlyMap<string, Found> {
  const source = openFactFiles(['profiles', 'dist/profiles'], readTrain('profiles', '2.2'));
  const found = new Map<string, Found>();
  for (const { name, version, canonicals } of source.packages) {
    for (const [url, { file }] of Object.entries(canonicals)) {
      const structure = source.read(`${name}#${version}`, file);
      if (structure?.resourceType !== 'StructureDefinition' || found.has(url)) continue;
      found.set(url, { structure, packageName: name });
    }
  }
  return found;
}

/** What an element leads to: its types, their profiles, and what guides let it refer to. */
function leads({ types = [] }: ElementFacts, isGuide: boolean): readonly string[] {
  return types.flatMap(({ code, fhirType, profiles = [], targetProfiles = [] }) => [
    `${CORE}${fhirType ?? code}`,
    ...profiles,
    ...(isGuide && code === 'Reference' ? targetProfiles : []),
  ]);
}

/** The constraints of PAS, of what it is built on and of what its resources refer to. */
function constraintsOfPas(): readonly (readonly [string, string])[] {
  const structures = allStructures();
  const waiting = [...structures].flatMap(([url, { packageName }]) =>
    packageName === 'hl7.fhir.us.davinci-pas' ? [url] : [],
  );
  const seen = new Set<string>();
  const constraints = new Map<string, readonly [string, string]>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const url = next.replace(/\|.*$/, '');
    const found = structures.get(url);
    if (seen.has(url) || found === undefined) continue;
    seen.add(url);
    const { base, elements } = found.structure;
    if (base !== undefined) waiting.push(base);
    for (const one of elements) {
      waiting.push(...leads(one, found.packageName !== 'hl7.fhir.r4.core'));
      for (const { key, expression } of one.constraints ?? []) {
        if (expression !== undefined) constraints.set(`${key} ${expression}`, [key, expression]);
      }
    }
  }
  return [...constraints.values()];
}

const constraints = constraintsOfPas();

describe('words for constraints', () => {
  test('there are some for all that PAS, its bases and its targets can raise', () => {
    const wordless = constraints.filter(([key, said]) => !invariantWords(key, said, undefined));
    expect(wordless.map(([key]) => key)).toEqual([]);
    expect(constraints.length).toBeGreaterThan(70);
  });
  test('there are none for a key that is not known, nor for another rule of a known key', () => {
    expect(invariantWords('mine-1', 'start <= end', undefined)).toBeUndefined();
    expect(invariantWords('per-1', 'start.exists()', undefined)).toBeUndefined();
    expect(invariantWords('toString', 'toString()', undefined)).toBeUndefined();
  });
  test('one key may have two meanings', () => {
    const [name, attachment] = ['family.exists()', 'url.exists() or data.exists()'].map(
      (expression) => invariantWords('us-core-6', expression, undefined)?.message,
    );
    expect(name).toContain('family');
    expect(attachment).toContain('attachment');
  });
});

describe('what was seen is shown', () => {
  const cases: readonly (readonly [string, string, Json, string])[] = [
    ['per-1', 'start <= end', { start: '2026', end: '2025' }, "start '2026', end '2025'"],
    ['us-core-16', '{10}', { value: '12' }, "'12'"],
    ['FullDateRule', '= 10', '2026-01', "'2026-01'"],
    ['FullDateRule', '= 10', 'x'.repeat(400), `'${'x'.repeat(63)}…'`],
    ['ClaimFirst', 'is Claim', { entry: [{ resource: { resourceType: 'Task' } }] }, "it is 'Task'"],
    ['ClaimFirst', 'is Claim', { entry: [{}] }, 'it has no resource'],
    ['ClaimFirst', 'is Claim', {}, 'there is no entry'],
    ['inv-1', 'authoredOn', { authoredOn: '2', lastModified: '1' }, "authoredOn '2', lastM"],
  ];
  test.each(cases)('%s (%s) of %j', (key, expression, value, shown) => {
    expect(invariantWords(key, expression, value)?.message).toContain(shown);
  });
  test('nothing of an object or a list', () => {
    const messages = [{}, [], null, undefined].map(
      (value) => invariantWords('bdl-7', 'isDistinct', value)?.message,
    );
    expect(new Set(messages)).toEqual(new Set(['two entries have the same fullUrl (bdl-7)']));
  });
});

test('a validator tells a broken constraint in words', () => {
  const period = { start: '2026-02-01', end: '2026-01-01' };
  const { issues } = validatorOf([]).validate({ resourceType: 'Patient', name: [{ period }] });
  expect(issues.find(({ code }) => code === 'invariant')).toMatchObject({
    expression: 'Patient.name[0].period',
    message: "the period ends before it starts: start '2026-02-01', end '2026-01-01' (per-1)",
    mend: 'swap or mend start and end',
  });
});
