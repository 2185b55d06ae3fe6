import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openFactFiles } from '../../../src/adapters/fact-files.ts';
import { readPackageArchive } from '../../../src/adapters/package-archive.ts';
import type { ElementFacts, StructureFacts } from '../../../src/fhir/validate/facts.ts';
import { factDigests } from './fact-digests.ts';

const packageId = 'hl7.fhir.r4.core#4.0.1';
const archive = '../shared/ig/hl7.fhir.r4.core-4.0.1-subset.tgz';
const digests = join(import.meta.dirname, 'r4-digests.json');
const kinds = ['StructureDefinition', 'CodeSystem', 'ValueSet', 'SearchParameter'];
const system = 'http://hl7.org/fhirpath/System.';

/** What is read here of R4's own definitions; only names, so that the reading is independent. */
interface RawElement {
  readonly id: string;
  readonly min?: number;
  readonly max?: string;
  readonly type?: readonly { code: string; profile?: string[]; targetProfile?: string[] }[];
  readonly contentReference?: string;
  readonly isModifier?: boolean;
  readonly binding?: { strength: string; valueSet?: string };
  readonly constraint?: readonly { key: string; severity: string; expression?: string }[];
  readonly slicing?: { rules: string };
}
interface Raw {
  readonly resourceType: string;
  readonly url: string;
  readonly differential: { readonly element: readonly RawElement[] };
  readonly snapshot: { readonly element: readonly RawElement[] };
}

const base = openFactFiles(['dist/profiles'], [packageId]);
const canonicals = base.packages[0]?.canonicals ?? {};

function structures(): readonly StructureFacts[] {
  return Object.values(canonicals).flatMap(({ file }) => {
    const facts = base.read(packageId, file);
    return facts?.resourceType === 'StructureDefinition' ? [facts] : [];
  });
}

test('what the definitions add to R4 is not in the base', () => {
  const meta = structures().find(
    ({ type, derivation }) => type === 'Meta' && derivation !== undefined,
  );
  expect(meta?.elements.map(({ id }) => id)).toEqual([
    'Meta',
    'Meta.versionId',
    'Meta.lastUpdated',
    'Meta.source',
    'Meta.profile',
    'Meta.security',
    'Meta.tag',
  ]);
  expect(Object.keys(canonicals).filter((url) => /medplum|smarthealthit/.test(url))).toEqual([]);
  expect(canonicals['http://hl7.org/fhir/StructureDefinition/SubscriptionStatus']).toBeUndefined();
});

/**
 * The table was made with the same functions from the R4 definitions that HAPI FHIR 8.4.0 carries,
 * on which the official validator runs: 3,024 structures, code systems and value sets.
 */
test('every type, profile, code system and value set is R4 4.0.1', () => {
  const facts = Object.values(canonicals).flatMap(({ file }) => base.read(packageId, file) ?? []);
  expect(factDigests(facts)).toEqual(JSON.parse(readFileSync(digests, 'utf8')));
});

/** What the archive has otherwise than R4, as the definitions have. */
const repaired: ReadonlySet<string> = new Set(
  JSON.parse(readFileSync('profiles/overrides/r4.json', 'utf8')).map(
    ({ url }: { readonly url: string }) => url,
  ),
);

describe.skipIf(!existsSync(archive))('compared with R4 4.0.1 (needs ../shared)', () => {
  const definitions = new Map<string, Raw>();

  beforeAll(async () => {
    const content = await readPackageArchive(readFileSync(archive));
    if (!content.ok) throw new Error(content.problem);
    for (const [path, bytes] of content.value.files) {
      if (/package\/(\.index|package)\.json$/.test(path)) continue;
      const definition: Raw = JSON.parse(String(bytes));
      const { url, resourceType } = definition;
      if (kinds.includes(resourceType) && !repaired.has(url)) definitions.set(url, definition);
    }
  });

  test('the same canonicals, no more and no fewer', () => {
    const kept = Object.keys(canonicals).filter((url) => !repaired.has(url));
    expect(kept.sort()).toEqual([...definitions.keys()].sort());
    expect(definitions.size).toBeGreaterThan(4_000);
  });

  test('the same elements, each with the same constraints as its differential', () => {
    const differences: string[] = [];
    let compared = 0;
    for (const { url, elements } of structures()) {
      if (repaired.has(url)) continue;
      const raw = definitions.get(url)?.differential.element ?? [];
      if (raw.length !== elements.length) differences.push(`${url}: ${elements.length} elements`);
      elements.forEach((element, index) => {
        compared += 1;
        const expected = JSON.stringify(fromRaw(raw[index]));
        if (JSON.stringify(fromFacts(element)) !== expected)
          differences.push(`${url} ${element.id}`);
      });
    }
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(7_000);
  });

  test('what the differential of a type says is in its snapshot', () => {
    const differences: string[] = [];
    for (const { url, elements, derivation } of structures()) {
      if (derivation === 'constraint' || repaired.has(url)) continue;
      const snapshot = new Map(definitions.get(url)?.snapshot.element.map((one) => [one.id, one]));
      for (const { id, min, max, binding } of elements) {
        const full = snapshot.get(id);
        const isSame =
          (min === undefined || min === full?.min) &&
          (max === undefined || max === full?.max) &&
          (binding === undefined || binding.valueSet === full?.binding?.valueSet);
        if (!isSame) differences.push(`${url} ${id}`);
      }
    }
    expect(differences).toEqual([]);
  });
});

function fromRaw(raw: RawElement | undefined): unknown {
  if (raw === undefined) return undefined;
  return [
    ...[raw.id, raw.min, raw.max, raw.contentReference, raw.isModifier, raw.slicing?.rules],
    (raw.type ?? []).map((type) => [
      type.code.startsWith(system) ? 'system' : type.code,
      type.profile ?? [],
      type.targetProfile ?? [],
    ]),
    [raw.binding?.strength, raw.binding?.valueSet],
    (raw.constraint ?? []).map(({ key, severity, expression }) => [key, severity, expression]),
  ];
}

function fromFacts(facts: ElementFacts): unknown {
  const { id, min, max, contentReference, isModifier, slicing, binding } = facts;
  return [
    ...[id, min, max, contentReference, isModifier, slicing?.rules],
    (facts.types ?? []).map((type) => [
      type.code.startsWith(system) ? 'system' : type.code,
      type.profiles ?? [],
      type.targetProfiles ?? [],
    ]),
    [binding?.strength, binding?.valueSet],
    (facts.constraints ?? []).map(({ key, severity, expression }) => [key, severity, expression]),
  ];
}
