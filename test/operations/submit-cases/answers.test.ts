import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../../src/fhir/json/json.ts';
import { type TreeObject, thawObject } from '../../conformance/mutants/tree.ts';
import { setAt } from '../../fhir/translate/intake/must-support/places.ts';
import { scenario } from '../payer.ts';
import { freshPayerForTests } from '../payer-for-tests.ts';

/**
 * Goal: what a provider reads is whole, plain, and in one language. Method: every kind of answer
 * in both languages beside its golden text (`UPDATE_GOLDEN=1` writes it), and rules that every
 * sentence keeps.
 */
const submit = '/fhir/Claim/$submit';
const golden = join(import.meta.dirname, 'answers.golden.txt');
const pas = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/';
const cancelled: Json = [{ url: `${pas}modifierextension-infoCancelled`, valueBoolean: true }];
const payer = freshPayerForTests();

interface Asked {
  readonly scenario: string;
  readonly changes?: Readonly<Record<string, Json | undefined>>;
  /** Sent before, under other identifiers, by this token. */
  readonly before?: string;
}

const approved = 'home-oxygen-approved';
const claim = 'entry.0.resource';
const patient = 'entry(Patient/demo-ada).resource';
const one = { [`${claim}.item.1`]: undefined };
const x12 = 'https://codesystem.x12.org/005010/1322';
const type = `${claim}.item.0.extension(certificationType).valueCodeableConcept.coding`;
const service = `${claim}.item.0.productOrService.coding.0.code`;

const answers: Readonly<Record<string, Asked>> = {
  approved: { scenario: approved },
  information: { scenario: 'home-oxygen-information' },
  'criteria not met': { scenario: 'home-oxygen-clinical-review' },
  'evidence of somebody else': { scenario: 'foreign-saturation' },
  'not required': { scenario: 'not-required' },
  'unknown member': { scenario: 'unknown-member' },
  'one of two lines cancelled': {
    ...{ scenario: approved, changes: { [`${claim}.item.1.modifierExtension`]: cancelled } },
  },
  'supporting information cancelled': {
    scenario: approved,
    changes: { ...one, [`${claim}.supportingInfo.0.modifierExtension`]: cancelled },
  },
  'the patient died, and the record is not in use': {
    scenario: approved,
    changes: { ...one, [`${patient}.deceasedBoolean`]: true, [`${patient}.active`]: false },
  },
  'a renewal': {
    ...{ scenario: approved, changes: { ...one, [type]: [{ system: x12, code: 'R' }] } },
  },
  'a negative quantity': {
    ...{ scenario: approved, changes: { ...one, [`${claim}.item.0.quantity.value`]: -1 } },
  },
  'an unknown code': { scenario: approved, changes: { ...one, [service]: 'ZZ999' } },
  'care that is over': {
    scenario: approved,
    changes: {
      ...one,
      [`${claim}.item.0.servicedPeriod`]: { start: '2026-11-01', end: '2026-11-10' },
    },
  },
  'the same again, by the same': { ...{ scenario: approved, changes: one }, before: '' },
  'the same again, by another': {
    ...{ scenario: approved, changes: one, before: 'Bearer demo-ehr-one' },
  },
};

function bundleOf({ scenario: name, changes = {} }: Asked): TreeObject {
  const bundle = thawObject(JSON.parse(scenario(name)));
  for (const [place, value] of Object.entries(changes)) {
    if (!setAt(bundle, place, value)) throw new Error(`nothing at ${place}`);
  }
  return bundle;
}

async function answerTo(asked: Asked, language: string): Promise<JsonObject> {
  if (asked.before !== undefined) {
    const authorization: Record<string, string> =
      asked.before === '' ? {} : { authorization: asked.before };
    const earlier = bundleOf(asked);
    // Another request for the same: in other words, at other dates of its making.
    setAt(earlier, 'identifier.value', 'T-EARLIER');
    setAt(earlier, `${claim}.priority.coding.0.code`, 'stat');
    await payer.post(submit, earlier, authorization);
  }
  const { body } = await payer.post(submit, bundleOf(asked), { 'accept-language': language });
  return body;
}

/** What the answer says to people, one text a line. */
function textsOf(body: JsonObject): readonly string[] {
  const entries = isJsonArray(body.entry) ? body.entry.filter(isJsonObject) : [];
  return entries.flatMap(({ resource }): readonly string[] => {
    if (!isJsonObject(resource)) return [];
    const { resourceType, disposition, processNote, note } = resource;
    if (resourceType === 'ClaimResponse') return [String(disposition), ...noted(processNote)];
    return resourceType === 'CommunicationRequest' ? noted(note) : [];
  });
}

function noted(notes: Json | undefined): readonly string[] {
  return isJsonArray(notes) ? notes.filter(isJsonObject).map(({ text }) => String(text)) : [];
}

const languages = ['en', 'es'] as const;
const told = new Map<string, readonly string[]>();

describe.each(Object.entries(answers))('%s', (name, asked) => {
  test.each(languages)('in %s', async (language) => {
    const body = await answerTo(asked, language);
    const id = /\/ClaimResponse\/([0-9A-Z]{26})"/.exec(JSON.stringify(body))?.[1] ?? '';
    const texts = textsOf(body);
    expect(id).not.toBe('');
    expect(texts.join('\n')).not.toContain(id);
    expect(texts.length).toBeGreaterThan(0);
    told.set(`${name} (${language})`, texts);
    for (const text of texts) expect(faultsOf(text, language)).toEqual([]);
  });
});

/** Words that stand in nearly every sentence of a language, and in none of the other. */
const words = {
  en: /\b(?:the|of|and|is|with|which|for|we|you|your|been|was)\b/iu,
  es: /\b(?:el|los|las|del|que|una|para|con|está|es|su|por)\b/iu,
};

function faultsOf(text: string, language: 'en' | 'es'): readonly string[] {
  const faults: readonly (readonly [string, boolean])[] = [
    ['two full stops', /\.\s*\./u.test(text)],
    ['two spaces', /\s\s/u.test(text)],
    ['an empty bracket', /\(\s*\)/u.test(text)],
    ['a colon before nothing', /:\s*[.;]|: from /u.test(text)],
    ['no capital', !/^[\p{Lu}«“]/u.test(text)],
    ['a sentence without capital', /[.!?] \p{Ll}/u.test(text)],
    ['no end', !/[.!?]$/u.test(text)],
    ['undefined', /undefined|null|\[object/u.test(text)],
    ['an id of a check', /\b(?:clinical-review|information-missing|no-evidence)\b/u.test(text)],
    ['two languages', words[language === 'en' ? 'es' : 'en'].test(text)],
  ];
  return faults.flatMap(([fault, isThere]) => (isThere ? [`${fault}: ${text}`] : []));
}

test('the golden texts are these', () => {
  const written = [...told]
    .map(([name, texts]) => [`## ${name}`, ...texts, ''].join('\n'))
    .join('\n')
    .replaceAll(/\b[0-9A-HJKMNP-TV-Z]{26}\b/g, '(case)');
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, written);
  expect(written).toBe(readFileSync(golden, 'utf8'));
});
