import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openFactFiles, readTrain } from '../../../src/adapters/fact-files.ts';
import { readPackageArchive } from '../../../src/adapters/package-archive.ts';
import { createTerminology } from '../../../src/fhir/terminology/terminology.ts';
import { createRegistry } from '../../../src/fhir/validate/registry.ts';

const DIFFERENCES = 'test/fhir/terminology/expansion-differences.json';
const EXPANSIONS = '../shared/ig/hl7.fhir.r4.expansions_4.0.1.tgz';

const source = openFactFiles(['profiles', 'dist/profiles'], readTrain('profiles', '2.2'));
const registry = createRegistry(source);
const terminology = createTerminology((canonical, from) => registry.resolve(canonical, from));

test('every value set of the train compiles; what is not here is named', () => {
  const open = new Set<string>();
  let count = 0;
  for (const { name, version, canonicals } of source.packages) {
    for (const [url, entry] of Object.entries(canonicals)) {
      if (entry.resourceType !== 'ValueSet') continue;
      const set = terminology.codeSet(url, `${name}#${version}`);
      expect(set, url).toBeDefined();
      expect(set?.systems === undefined && set?.undecided.length === 0, url).toBe(false);
      for (const missing of set?.undecided ?? []) open.add(missing);
      count += 1;
    }
  }
  expect(count).toBeGreaterThan(1300);
  expect(open).toContain('http://snomed.info/sct');
  expect(open).not.toContain('http://terminology.hl7.org/CodeSystem/v3-ActCode');
});

interface Expansion {
  readonly url: string;
  readonly codes: readonly (readonly [system: string, code: string])[];
}

function toExpansion(text: string): Expansion | undefined {
  const valueSet: unknown = JSON.parse(text);
  if (member(valueSet, 'resourceType') !== 'ValueSet') return undefined;
  const codes: [string, string][] = [];
  const open = [member(member(valueSet, 'expansion'), 'contains')].flat();
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const code = member(entry, 'code');
    if (typeof code === 'string' && member(entry, 'abstract') !== true)
      codes.push([String(member(entry, 'system')).replace(/\|.*/, ''), code]);
    open.push(...[member(entry, 'contains') ?? []].flat());
  }
  return { url: String(member(valueSet, 'url')), codes };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map(Object.entries(value)).get(name)
    : undefined;
}

function compare({ url, codes }: Expansion): string {
  const set = terminology.codeSet(url, 'hl7.fhir.r4.core#4.0.1');
  if (set === undefined) return 'not here';
  const lacking = codes.filter(([system, code]) => set.has(system, code) !== 'in');
  if (lacking.some(([system, code]) => set.has(system, code) === 'unknown')) {
    const systems = [...new Set(lacking.map(([system]) => system))].sort();
    return `open: ${systems.join(', ')}`;
  }
  const expanded = new Set(codes.map(([, code]) => code));
  const further = set.sample(100_000).filter((code) => !expanded.has(code));
  if (lacking.length === 0 && further.length === 0) return 'equal';
  return `lacks ${lacking.length}, has ${further.length} more`;
}

describe.skipIf(!existsSync(EXPANSIONS))('R4 expansions (needs ../shared)', () => {
  test('all codes are equal, but for the listed differences', async () => {
    const archive = await readPackageArchive(readFileSync(EXPANSIONS));
    if (!archive.ok) return expect(archive.problem).toBe('');
    const found: Record<string, string> = {};
    let codes = 0;
    let count = 0;
    for (const bytes of archive.value.files.values()) {
      const expansion = toExpansion(new TextDecoder().decode(bytes));
      if (expansion === undefined) continue;
      count += 1;
      codes += expansion.codes.length;
      const outcome = compare(expansion);
      if (outcome !== 'equal') found[expansion.url] = outcome;
    }
    expect({ count, codes }).toEqual({ count: 553, codes: 55_342 });
    const groups: unknown = JSON.parse(readFileSync(DIFFERENCES, 'utf8'));
    const expected = Object.values(groups ?? {}).map((group) => member(group, 'sets'));
    expect(found).toEqual(Object.assign({}, ...expected));
  });
});
