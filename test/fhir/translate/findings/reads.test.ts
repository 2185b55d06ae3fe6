import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadRulebook } from '../../../../src/adapters/rulebook-files.ts';
import { openRequestBundle } from '../../../../src/fhir/bundle/request-bundle.ts';
import { EvidenceSearch } from '../../../../src/fhir/facts/evidence-search.ts';
import { type CompiledFacts, compileFacts } from '../../../../src/fhir/facts/facts.ts';
import { isJsonObject, type JsonObject } from '../../../../src/fhir/json/json.ts';
import { classifyFindings } from '../../../../src/fhir/translate/findings/classify-findings.ts';
import { extensionsRead } from '../../../../src/fhir/translate/findings/finding-class.ts';
import { toReviewRequest } from '../../../../src/fhir/translate/intake/review-request.ts';
import type { Issue } from '../../../../src/fhir/validate/issue.ts';
import { openValidator } from '../../../../src/wire.ts';
import { readExamples } from '../../../conformance/fixtures/examples.ts';
import { scenario } from '../../../operations/payer.ts';
import { richRequest, richUpdate } from '../intake/rich-request.ts';
import { recordedReads } from './recorded-reads.ts';
import { richEvidence } from './rich-evidence.ts';

/**
 * Goal: nothing that decides a request is ever only told to be wrong.
 * Method: every member that intake and the facts read of rich requests is noted; a finding about
 * it, be it there or absent, has to be more than told.
 */
const root = join(import.meta.dirname, '../../../..');
let facts: CompiledFacts;
beforeAll(async () => {
  const rulebook = loadRulebook(join(root, 'policies'));
  if (!rulebook.ok) throw new Error(rulebook.problem);
  const { model } = await openValidator('2.2');
  const compiled = compileFacts(rulebook.value.facts, model);
  if (!compiled.ok) throw new Error(compiled.problem);
  facts = compiled.value;
}, 60_000);

function inputs(): readonly JsonObject[] {
  const scenarios = readdirSync(join(root, 'demo/scenarios')).map((name) =>
    JSON.parse(scenario(name.replace('.json', ''))),
  );
  const examples = readExamples().map(({ resource }) => resource);
  return [richEvidence(), richRequest(), richUpdate(), ...scenarios, ...examples].filter(
    isJsonObject,
  );
}

/** Everything that is read of a Bundle; undefined when it is no request. */
function readsOf(bundle: JsonObject): ReadonlySet<string> | undefined {
  if (!openRequestBundle(bundle).ok) return undefined;
  const reads = new Set<string>();
  const opened = openRequestBundle(recordedReads(bundle, (expression) => reads.add(expression)));
  if (!opened.ok) return undefined;
  toReviewRequest(opened.value);
  for (const id of facts.byId.keys()) new EvidenceSearch(facts, opened.value).find(id);
  return reads;
}

function finding(expression: string, rule: string): Issue {
  return { severity: 'error', code: 'value', expression, rule, message: 'm', mend: 'n' };
}

/** A finding at a place, one that says that it is absent, and one that there is too much of it. */
function findingsAt(expression: string): readonly Issue[] {
  const dot = expression.lastIndexOf('.');
  const name = expression.slice(dot + 1).replace(/\[\d+\]$/u, '');
  return [
    finding(expression, 'p|1#Type.element/binding'),
    finding(expression.slice(0, dot), `p|1#Type.${name}/min`),
    finding(expression.slice(0, dot), `p|1#Type.${name}/max`),
  ];
}

/** Which extension it is has to be looked at to pass it by. */
const isLookAtUrl = /\b(?:extension|modifierExtension)\[\d+\]\.url$/u;

const SEARCHED = new RegExp(
  '^(Bundle\\.entry\\[\\d+\\]\\.resource)\\.(?:telecom|contact|maritalStatus|' +
    'generalPractitioner|communication|extension)\\b',
  'u',
);

/** In the patient's record all that is written is searched for words, however wrong its form is. */
function isSearched(bundle: JsonObject, expression: string): boolean {
  const [, owner] = SEARCHED.exec(expression) ?? [];
  return owner !== undefined && valueAt(bundle, `${owner}.resourceType`) === 'Patient';
}

describe('what decides a request', () => {
  test('a finding about what is read is never only told', () => {
    const elements = new Set<string>();
    const extensions = new Set<string>();
    for (const bundle of inputs()) {
      const opened = openRequestBundle(bundle);
      const reads = [...(readsOf(bundle) ?? [])].filter((one) => !isLookAtUrl.test(one));
      if (!opened.ok) continue;
      const steering = reads.filter((one) => !isSearched(bundle, one));
      const classed = classifyFindings(opened.value, steering.flatMap(findingsAt));
      const told = classed.filter((one) => one.class === 'tell');
      expect(told.map(({ issue }) => `${issue.expression} ${issue.rule}`)).toEqual([]);
      for (const expression of reads) {
        elements.add(expression.replaceAll(/\[\d+\]/gu, ''));
        const owner = expression.slice(0, expression.lastIndexOf('.'));
        if (/\bextension\[\d+\]$/u.test(owner)) extensions.add(nameAt(bundle, owner));
      }
    }
    expect(elements.size).toBeGreaterThan(300);
    const unread = besideResults.filter((one) => !elements.has(`Bundle.entry.resource.${one}`));
    expect(unread).toEqual([]);
    expect([...extensionsRead].filter((name) => !extensions.has(name))).toEqual([]);
  }, 60_000);
});

/** Everything that may stand beside a result: each of its readers has something to read. */
const besideResults = [
  ...['text.div', 'note.text', 'method.text', 'category.text', 'bodySite.coding.display'],
  ...['interpretation.text', 'specimen.reference', 'specimen.display', 'condition.text'],
  ...['partOf.reference', 'partOf.display', 'basedOn.reference', 'derivedFrom.reference'],
  ...['device.reference', 'encounter.reference', 'hasMember.reference', 'result.reference'],
  ...['conclusion', 'conclusionCode.text', 'reasonCode.text', 'type.text', 'focus.reference'],
  ...['referenceRange.text', 'extension.valueString', 'extension.valueCodeableConcept.text'],
  ...['collection.collectedDateTime', 'collection.bodySite.text', 'collection.method.text'],
  ...['deviceName.name', 'serviceType.text', 'location.location.display'],
  ...['component.code.text', 'component.interpretation.text', 'component.valueQuantity.value'],
];

function valueAt(bundle: JsonObject, expression: string): unknown {
  let value: unknown = bundle;
  for (const [step] of expression.slice('Bundle'.length).matchAll(/\w+/gu)) {
    value = isJsonObject(value) || Array.isArray(value) ? Reflect.get(value, step) : undefined;
  }
  return value;
}

/** The last part of the URL of an extension. */
function nameAt(bundle: JsonObject, expression: string): string {
  const value = valueAt(bundle, expression);
  const url = isJsonObject(value) ? String(value.url) : '';
  return url.slice(url.lastIndexOf('/') + 1).replace(/^extension-/u, '');
}
