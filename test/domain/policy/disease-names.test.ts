import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadRulebook } from '../../../src/adapters/rulebook-files.ts';
import { isInRange } from '../../../src/domain/policy/compare.ts';
import {
  isKnownDisease,
  isNameOf,
  isReasonOf,
  namesOf,
} from '../../../src/domain/policy/disease-names.ts';
import type { Criterion } from '../../../src/domain/policy/policy.ts';
import { icd10 } from './found.ts';

/** Goal: what a disease is called says no more than its code, and no name of it keeps it back. */
const loaded = loadRulebook(join(import.meta.dirname, '../../../policies'));
if (!loaded.ok) throw new Error(loaded.problem);
const { facts, policies } = loaded.value;
const definition = facts.find(({ id }) => id === 'diagnoses');
if (definition === undefined) throw new Error('no diagnoses');
const snomed = 'http://snomed.info/sct';
const cm = (code: string) => ({ system: icd10, code });

function rangesOf(criterion: Criterion): readonly { system: string; sample: string }[] {
  if ('compare' in criterion) {
    const { compare } = criterion;
    if (compare.operator !== 'in') return [];
    return compare.codes.flatMap(({ system, codes = [], prefixes = [] }) =>
      [...codes, ...prefixes.map((one) => `${one}${one.includes('.') ? '0' : '.0'}`)].map(
        (sample) => ({ system, sample }),
      ),
    );
  }
  const children = [criterion.all, criterion.any, criterion.atLeast?.of];
  return children.flatMap((one) => one ?? []).flatMap(rangesOf);
}

test('every code by which a policy decides has names', () => {
  const samples = policies.flatMap(({ criteria }) => rangesOf(criteria));
  expect(samples.length).toBeGreaterThan(5);
  for (const { system, sample } of samples) {
    expect(namesOf(definition, [{ system, code: sample }]), sample).not.toEqual([]);
  }
});

describe('names that ICD-10-CM and records have', () => {
  test.each([
    ['J43.0', "Unilateral pulmonary emphysema [MacLeod's syndrome]"],
    ['J43.9', 'Emphysema, unspecified'],
    ['J43.9', 'Pulmonary emphysema, unspecified emphysema type (HCC)'],
    ['J44.0', 'Chronic obstructive pulmonary disease with (acute) lower respiratory infection'],
    ['J44.1', 'Chronic obstructive pulmonary disease with (acute) exacerbation'],
    ['J44.1', 'COPD with acute exacerbation (HCC)'],
    ['J44.81', 'Bronchiolitis obliterans and bronchiolitis obliterans syndrome'],
    ['J44.89', 'Other specified chronic obstructive pulmonary disease'],
    ['J44.9', 'Chronic obstructive pulmonary disease (COPD)'],
    ['J44.9', 'COPD, severe, GOLD stage III'],
    ['J44.9', 'Enfermedad pulmonar obstructiva crónica (EPOC)'],
    ['J44.9', 'Stage 3 severe COPD by GOLD classification (HCC)'],
    ['J44.9', 'COPD, group B, by GOLD 2017 classification (HCC)'],
    ['J96.11', 'Chronic respiratory failure with hypoxia, on home O2 therapy (HCC)'],
    [
      'I50.9',
      'Congestive heart failure, unspecified HF chronicity, unspecified heart failure type',
    ],
    ['J47.0', 'Bronchiectasis with acute lower respiratory infection'],
    ['J84.10', 'Pulmonary fibrosis, unspecified'],
    ['J84.111', 'Idiopathic interstitial pneumonia, not otherwise specified'],
    ['J84.170', 'Interstitial lung disease with progressive fibrotic phenotype'],
    ['J84.9', 'Interstitial pulmonary disease, unspecified'],
    ['J96.10', 'Chronic respiratory failure, unspecified whether with hypoxia or hypercapnia'],
    ['J96.11', 'Chronic respiratory failure with hypoxia'],
    ['E84.11', 'Meconium ileus in cystic fibrosis'],
    ['E84.9', 'Cystic fibrosis, unspecified'],
    ['I27.0', 'Primary pulmonary hypertension'],
    ['I27.23', 'Pulmonary hypertension due to lung diseases and hypoxia'],
    ['I27.81', 'Cor pulmonale (chronic)'],
    ['I50.22', 'Chronic systolic (congestive) heart failure'],
    ['I50.33', 'Acute on chronic diastolic (congestive) heart failure'],
    ['I50.9', 'Heart failure, unspecified'],
    ['R60.0', 'Localized edema'],
    ['R09.02', 'Hypoxemia'],
  ])('%s %s', (code, said) => {
    expect(isNameOf(namesOf(definition, [cm(code)]), [said], cm(code))).toBe(true);
  });

  test.each([
    ['J44.9', 'Asthma'],
    ['J44.9', 'Hypertension'],
    ['J44.9', 'Presumed COPD'],
    ['J44.9', 'COPD in remission'],
    ['J44.9', 'Mother with COPD'],
    ['J44.9', '疑似 COPD'],
    ['R09.02', 'Normal oxygenation'],
    ['I50.9', 'Hypoxemia'],
    ['I50.9', 'Heart failure excluded by echo'],
  ])('not %s %s', (code, said) => {
    expect(isNameOf(namesOf(definition, [cm(code)]), [said], cm(code))).toBe(false);
  });
});

test.each([
  ['of the same disease', { system: snomed, code: '13645005' }, true],
  ['of another disease', { system: snomed, code: '195967001' }, false],
  ['of the senders own, with a name', own('COPD'), true],
  ['of the senders own, with another', own('Asthma'), false],
  ['of the senders own, without any', { system: 'https://ehr', code: '7', isOwn: true }, false],
])('a further code %s', (_, code, expected) => {
  const said = 'display' in code ? [code.display] : [];
  expect(isNameOf(namesOf(definition, [cm('J44.9')]), said, code)).toBe(expected);
});

test('a name of one of several diseases, and a code of it', () => {
  const both = namesOf(definition, [cm('J44.9'), cm('I50.9')]);
  expect(both.length).toBe(2);
  expect(isNameOf(both, ['COPD', 'Heart failure'], cm('J44.9'))).toBe(true);
  expect(isNameOf(both, ['COPD', 'Asthma'], cm('J44.9'))).toBe(false);
  expect(isNameOf(both, ['COPD'], cm('J84.10'))).toBe(false);
});

test('a disease that no policy names may be called anything', () => {
  expect(isNameOf(namesOf(definition, [cm('I10')]), ['Pressure'], undefined)).toBe(true);
});

test.each([
  [{ system: snomed, code: '59621000' }, true],
  [{ system: snomed, code: '13645005' }, true],
  [{ system: snomed, code: '305336008' }, false],
])('a Condition by SNOMED CT: $code', (code, expected) => {
  expect(isKnownDisease(definition, code)).toBe(expected);
});

test.each([
  ['a disease of the policy', [cm('J96.11')], ['Hypoxic respiratory failure'], true],
  ['one with words of another', [cm('J96.11')], ['Cluster headache'], false],
  ['a diagnosis of the request', [cm('I10')], [], true],
  ['with a code that says something else', [cm('I10'), cm('Y99.0')], [], false],
  ['another disease', [cm('G44.009')], [], false],
  ['a disease of the policy by a further name', [cm('J96.11'), own('Hypoxemia')], [], true],
  ['a diagnosis of the request with a code of the sender', [cm('I10'), own('High')], [], true],
  ['one with a harmless code', [cm('I10'), { system: snomed, code: '59621000' }], [], true],
  ['a code of the sender alone', [own('High')], [], false],
  ['another disease beside one of the policy', [cm('J44.9'), cm('G44.009')], [], false],
  ['words alone', [], ['COPD'], true],
  ['other words alone', [], ['Cluster headache'], false],
])('the reason of an order: %s', (_, codes, texts, expected) => {
  expect(isReasonOf(definition, { codes, texts }, [cm('J44.9'), cm('I10')])).toBe(expected);
});

test('the names of families do not overlap in their codes', () => {
  const { names = [] } = definition;
  const samples = policies.flatMap(({ criteria }) => rangesOf(criteria));
  for (const { system, sample } of samples) {
    const found = names.filter(({ codes }) =>
      codes.some((range) => isInRange({ system, code: sample }, range)),
    );
    expect(found.length, sample).toBe(1);
  }
});

function own(display: string) {
  return { system: 'https://ehr', code: '7', isOwn: true, display };
}
