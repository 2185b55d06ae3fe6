import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type Change,
  coded,
  condition,
  newer,
  observed,
  percent,
  told,
} from './changed-request.ts';
import { payerForTests } from './payer-for-tests.ts';

/**
 * Goal: the words of an answer about evidence, whole, in both languages. Method: golden texts
 * beside this file; UPDATE_GOLDEN=1 writes them anew.
 */
const payer = payerForTests({ ASSENT_SANDBOX: 'on' });

const icd9 = 'http://terminology.hl7.org/CodeSystem/icd9cm';
const changes: readonly (readonly [string, Change])[] = [
  ['it counts', {}],
  ['no coded unit', observed({ valueQuantity: { value: 86, unit: '%' } })],
  ['preliminary, newer', { more: [newer({ status: 'preliminary' })] }],
  ['a diagnosis that is refuted', { more: [condition('refuted')] }],
  [
    'two that differ',
    { more: [newer({ effectiveDateTime: '2026-11-23', valueQuantity: percent(95) })] },
  ],
  ['somebody else', observed({ focus: [{ display: 'donor' }] })],
  ['too old', observed({ effectiveDateTime: '2026-10-01' })],
  ['a note', observed({ note: [{ text: 'while walking' }] })],
  ['not met', observed({ valueQuantity: percent(95) })],
  [
    'another system',
    { claim: { diagnosis: [{ sequence: 1, diagnosisCodeableConcept: coded(icd9, '496') }] } },
  ],
  ['nothing there', { item: { diagnosisSequence: [1, 9], informationSequence: [7] } }],
];

const file = join(import.meta.dirname, 'evidence-words.txt');

test('the words, in English and in Spanish', async () => {
  const texts: string[] = [];
  for (const [name, change] of changes) {
    for (const language of ['en', 'es']) {
      const { text } = await told(payer, { ...change, language });
      texts.push(`${name}, ${language}\n${text}\n`);
    }
  }
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, texts.join('\n'));
  expect(texts.join('\n')).toBe(readFileSync(file, 'utf8'));
}, 30_000);
