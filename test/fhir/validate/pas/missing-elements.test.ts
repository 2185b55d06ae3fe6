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
  // Whoever leaves out a resource's type, its id or a code has changed what is left.
  ({ rule }) => /^Resource\/type$|^Bundle\.entry\.fullUrl\/form$/.test(rule),
  ({ code, message }) => code === 'code-invalid' && message.startsWith('there is no code'),
];

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
  if (Array.isArray(container) || expression === 'Bundle.resourceType') return [];
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

/** A structure, its bases, and the extensions that it takes in: all that may ask for an element. */
function lineOf(name: string): readonly StructureFacts[] {
  const line: StructureFacts[] = [];
  const pending = [name];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const facts of structures.get(next) ?? []) {
      if (line.includes(facts)) continue;
      line.push(facts);
      if (facts.base !== undefined) pending.push(tailOf(facts.base));
    }
  }
  return line;
}

/** True when the element has a minimum, or is the value of an extension that has one. */
function asksFor({ elements }: StructureFacts, id: string): boolean {
  const own = elements.filter((element) => element.id === id || isBaseOf(element.id, id));
  return own.some(({ min = 0 }) => min > 0);
}

/** `Claim.item.sequence` speaks of the sequence of every slice of Claim.item. */
function isBaseOf(id: string, sliced: string): boolean {
  return id === sliced.replace(/:[^.]*/g, '');
}

function tailOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
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
