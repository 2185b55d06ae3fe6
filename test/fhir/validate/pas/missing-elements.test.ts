import { describe, expect, test } from 'vitest';
import { openFactFiles, readTrain } from '../../../../src/adapters/fact-files.ts';
import { isJsonArray, isJsonObject, type JsonObject } from '../../../../src/fhir/json/json.ts';
import type { StructureFacts } from '../../../../src/fhir/validate/facts.ts';
import type { Issue } from '../../../../src/fhir/validate/issue.ts';
import { createValidator } from '../../../../src/fhir/validate/validator.ts';
import { readExamples } from '../../../conformance/fixtures/examples.ts';
import { type Place, placesOf } from '../../../conformance/mutants/place.ts';
import { thawObject } from '../../../conformance/mutants/tree.ts';

const source = openFactFiles(['profiles', 'dist/profiles'], readTrain('profiles', '2.2'));
const validator = createValidator(source);

/** The requests: Bundles that are sent to Claim/$submit and Claim/$inquire. */
const requests = readExamples().filter(({ name, resource }) => {
  const [first] = isJsonArray(resource.entry) ? resource.entry : [];
  const content = isJsonObject(first) ? first.resource : undefined;
  return name.startsWith('Bundle-') && isJsonObject(content) && content.resourceType === 'Claim';
});

/** Goal: whatever is left out, an error says that a definition demands it, and which one. */
const DEMANDS: readonly ((issue: Issue) => boolean)[] = [
  demandedByMinimum,
  // A constraint of the standards, named by its key: ele-1 (nothing may be empty), per-1 …
  ({ code }) => code === 'invariant',
  // What a pattern asks for is asked for by its profile.
  ({ rule }) => rule.endsWith('/pattern'),
  // A code that has lost its system is another code; a resource without its id another fullUrl.
  ({ code }) => code === 'code-invalid',
  ({ rule }) => rule === 'Bundle.entry.fullUrl/form',
];

/** What every entry has by the rules of Bundle, and what makes a resource one. */
const ALWAYS = /\.(?:resource|resourceType|fullUrl)$/;

test('there are five requests or more', () => {
  expect(requests.length).toBeGreaterThanOrEqual(5);
});

describe('conf-12, conf-14: an optional element that is missing is no error', () => {
  test.each(requests)('$name, without each of its elements in turn', ({ resource }) => {
    const bundle = thawObject(resource);
    const wrong = placesOf(bundle).flatMap((place) => errorsWithout(bundle, place));
    expect([...new Set(wrong)]).toEqual([]);
  });
});

function errorsWithout(bundle: JsonObject, { container, key, value, expression }: Place): string[] {
  if (Array.isArray(container) || ALWAYS.test(expression)) return [];
  const member = String(key);
  const order = Object.entries(container);
  delete container[member];
  const { issues } = validator.validate(bundle);
  for (const [name] of order) delete container[name];
  for (const [name, item] of order) container[name] = name === member ? value : item;
  return issues
    .filter(({ severity }) => severity === 'error')
    .filter((issue) => !DEMANDS.some((demands) => demands(issue)))
    .map((issue) => `without ${expression}: ${issue.expression} ${issue.rule}`);
}

function demandedByMinimum({ rule }: Issue): boolean {
  const [label = '', id = ''] = rule.split('/min')[0]?.split('#') ?? [];
  if (!rule.endsWith('/min')) return false;
  return lineOf(label.split('|')[0] ?? '').some((facts) => asksFor(facts, id));
}

/** A structure, its bases and the profiles of its elements: all that may ask for an element. */
function lineOf(name: string): readonly StructureFacts[] {
  const line: StructureFacts[] = [];
  const pending = [name];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const facts of structures.get(next) ?? []) {
      if (line.includes(facts)) continue;
      line.push(facts);
      pending.push(...canonicalsOf(facts).map(tailOf));
    }
  }
  return line;
}

function canonicalsOf({ base, elements }: StructureFacts): readonly string[] {
  const types = elements.flatMap((element) => element.types ?? []);
  const profiles = types.flatMap((type) => type.profiles ?? []);
  return base === undefined ? profiles : [base, ...profiles];
}

/** True when the element has a minimum, here or where a data type is declared. */
function asksFor({ elements, type }: StructureFacts, id: string): boolean {
  const inType = `${type}${id.slice(id.lastIndexOf('.'))}`;
  const own = elements.filter(
    (element) => element.id === id || element.id === inType || isBaseOf(element.id, id),
  );
  return own.some(({ min = 0 }) => min > 0);
}

/** `Claim.item.sequence` speaks of the sequence of every slice of Claim.item. */
function isBaseOf(id: string, sliced: string): boolean {
  return id === sliced.replace(/:[^.]*/g, '');
}

function tailOf(url: string): string {
  const [canonical = ''] = url.split('|');
  return canonical.slice(canonical.lastIndexOf('/') + 1);
}

const structures = new Map<string, StructureFacts[]>();
for (const { name, version, canonicals } of source.packages) {
  for (const [url, { file, resourceType }] of Object.entries(canonicals)) {
    if (resourceType !== 'StructureDefinition') continue;
    const facts = source.read(`${name}#${version}`, file);
    if (facts?.resourceType !== 'StructureDefinition') continue;
    const all = structures.get(tailOf(url)) ?? [];
    structures.set(tailOf(url), [...all, facts]);
  }
}
