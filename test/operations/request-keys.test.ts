import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadRulebook } from '../../src/adapters/rulebook-files.ts';
import { openRequestBundle, type RequestBundle } from '../../src/fhir/bundle/request-bundle.ts';
import { EvidenceSearch } from '../../src/fhir/facts/evidence-search.ts';
import { type CompiledFacts, compileFacts } from '../../src/fhir/facts/facts.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../src/fhir/json/json.ts';
import { toReviewRequest } from '../../src/fhir/translate/intake/review-request.ts';
import { identifyRequest } from '../../src/operations/rooms/identify.ts';
import { openValidator } from '../../src/wire.ts';
import { recordedReads } from '../fhir/translate/findings/recorded-reads.ts';
import { richEvidence } from '../fhir/translate/findings/rich-evidence.ts';

/**
 * Goal: whatever facts read makes another request when it is another.
 * Method: every member that facts read of a rich request is noted; each is changed alone, and the
 * request has to have another content key.
 */
let facts: CompiledFacts;
beforeAll(async () => {
  const rulebook = loadRulebook(join(import.meta.dirname, '../../policies'));
  if (!rulebook.ok) throw new Error(rulebook.problem);
  const compiled = compileFacts(rulebook.value.facts, (await openValidator('2.2')).model);
  if (!compiled.ok) throw new Error(compiled.problem);
  facts = compiled.value;
}, 60_000);

function opened(bundle: JsonObject): RequestBundle {
  const result = openRequestBundle(bundle);
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

const digest = { sha256: (text: string) => createHash('sha256').update(text).digest('hex') };

/** Undefined when it is no request any more. */
function contentKeyOf(bundle: JsonObject): string | undefined {
  const request = opened(bundle);
  const read = toReviewRequest(request);
  if (!read.ok) return undefined;
  const input = { digest, receivedOn: '2026-11-28' };
  return identifyRequest('client', request, read.value, input).contentKey;
}

type Path = readonly (string | number)[];

function pathOf(expression: string): Path {
  return [...expression.slice('Bundle'.length).matchAll(/\.(\w+)|\[(\d+)\]/gu)].map(
    ([, name, index]) => name ?? Number(index),
  );
}

function valueAt(bundle: JsonObject, path: Path): Json | undefined {
  let value: Json | undefined = bundle;
  for (const step of path) {
    if (isJsonArray(value)) value = value[Number(step)];
    else value = isJsonObject(value) ? value[step] : undefined;
  }
  return value;
}

/** The same with one string or number that is another. */
function changed(value: Json, [step, ...rest]: Path): Json {
  if (step === undefined) return typeof value === 'number' ? value + 1 : `${String(value)} not`;
  if (isJsonArray(value)) {
    return value.map((one, index) => (index === step ? changed(one, rest) : one));
  }
  if (!isJsonObject(value)) return value;
  return { ...value, [step]: changed(value[step] ?? '', rest) };
}

/** Names of resources, which a sender gives anew, and what has to be as it is to be a request. */
const NAMES = /\.(?:id|fullUrl|resourceType|identifier\[\d+\]\.(?:system|value))$/u;

describe('the content key', () => {
  test('is another when a member is another that facts read', () => {
    const bundle = richEvidence();
    const reads = new Set<string>();
    const watched = opened(recordedReads(bundle, (expression) => reads.add(expression)));
    const search = new EvidenceSearch(facts, watched);
    for (const id of facts.byId.keys()) search.find(id);
    const leaves = [...reads].filter((expression) => {
      const value = valueAt(bundle, pathOf(expression));
      return !NAMES.test(expression) && (typeof value === 'string' || typeof value === 'number');
    });
    const contentKey = contentKeyOf(bundle);
    const same = leaves.filter((expression) => {
      const other = changed(bundle, pathOf(expression));
      return isJsonObject(other) && contentKeyOf(other) === contentKey;
    });
    expect(contentKey).toBeDefined();
    expect(leaves.length).toBeGreaterThan(60);
    expect(same).toEqual([]);
  }, 60_000);

  test('is another when what the Claim contains is', () => {
    const containing = (value: number) => {
      const bundle = JSON.parse(JSON.stringify(richEvidence()));
      const measured = { resourceType: 'Observation', id: 'in', valueQuantity: { value } };
      bundle.entry[0].resource.contained = [measured];
      return contentKeyOf(bundle);
    };
    expect(containing(86)).toBe(containing(86));
    expect(containing(97)).not.toBe(containing(86));
  });

  test.each<[string, string, Json]>([
    ['a label of a result', 'meta', { security: [{ code: 'UNRELIABLE' }] }],
    ['a tag of a result', 'meta', { tag: [{ code: 'SUBSETTED' }] }],
  ])('is another when %s is', (_, name, value) => {
    const bundle = JSON.parse(JSON.stringify(richEvidence()));
    const before = contentKeyOf(bundle);
    const result = bundle.entry.find(
      ({ resource }: { resource: JsonObject }) => resource.resourceType === 'Observation',
    );
    result.resource[name] = value;
    expect(contentKeyOf(bundle)).not.toBe(before);
    result.resource[name] = { lastUpdated: '2026-11-28T09:00:00Z' };
    expect(contentKeyOf(bundle)).toBe(before);
  });

  test('is another when a paper is called something else', () => {
    const bundle = JSON.parse(JSON.stringify(richEvidence()));
    const before = contentKeyOf(bundle);
    bundle.entry[0].resource.supportingInfo[0].valueReference = { display: 'at a walk' };
    expect(contentKeyOf(bundle)).not.toBe(before);
  });
});
