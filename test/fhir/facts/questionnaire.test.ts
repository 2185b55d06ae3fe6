import { describe, expect, test } from 'vitest';
import { settleFact } from '../../../src/domain/policy/settle-fact.ts';
import { EvidenceSearch } from '../../../src/fhir/facts/evidence-search.ts';
import { compileFacts } from '../../../src/fhir/facts/facts.ts';
import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { openValidator } from '../../../src/wire.ts';
import { bundleOf, definitions, percent, shown, window } from './request.ts';

/** Goal: an answer to a question counts by the same rules as a result. */
const { model } = await openValidator('2.2');

describe('a fact of questions and answers', () => {
  const answered = (changes: JsonObject): JsonObject => ({
    ...{ resourceType: 'QuestionnaireResponse', id: 'r', status: 'completed' },
    ...{ subject: { reference: 'Patient/p' }, authored: '2026-11-23' },
    item: [{ linkId: 'spo2', answer: [{ valueQuantity: { ...percent, value: 86 } }] }],
    ...changes,
  });
  const settled = (changes: JsonObject): string => {
    const saturation = definitions.find(({ id }) => id === 'oxygen-saturation');
    if (saturation === undefined) throw new Error('no fact');
    const path = "item.where(linkId = 'spo2').answer";
    const asked = {
      ...saturation,
      extractors: [{ resource: 'QuestionnaireResponse', path, value: 'value' }],
    };
    const result = compileFacts([asked], model);
    const bundle = bundleOf([answered(changes)]);
    if (!result.ok) throw new Error(result.problem);
    return shown(
      settleFact(asked, new EvidenceSearch(result.value, bundle).find(asked.id), window),
    );
  };
  test.each<[string, JsonObject, string]>([
    ['answered', {}, '86 %'],
    ['in progress', { status: 'in-progress' }, 'unknown: unreadable'],
    ['stopped', { status: 'stopped' }, 'unknown: unreadable'],
    ['entered in error', { status: 'entered-in-error' }, 'unknown: no-evidence'],
    ['undated', { authored: undefined }, 'unknown: unreadable'],
    ['too old', { authored: '2026-01-01' }, 'unknown: too-old'],
    ['of nobody', { subject: undefined }, 'unknown: unreadable'],
    ['of somebody else', { subject: { reference: 'Patient/q' } }, 'unknown: foreign-subject'],
    [
      'a number without a unit',
      { item: [{ linkId: 'spo2', answer: [{ valueDecimal: 86 }] }] },
      'unknown: unreadable',
    ],
  ])('%s', (_, changes, expected) => {
    expect(settled(changes)).toBe(expected);
  });
});
