import { describe } from 'vitest';
import type { Json } from '../../../../src/fhir/json/json.ts';
import { check, element, profile } from '../synthetic.ts';

const questionnaire = (...item: readonly Json[]) => ({
  resourceType: 'Questionnaire',
  status: 'draft',
  name: 'N',
  item,
});
const item = (linkId: string, ...below: readonly Json[]) => ({
  linkId,
  type: 'group',
  text: 'x',
  ...(below.length === 0 ? {} : { item: below }),
});
const bare = { linkId: 'z', type: 'string' };

describe('Questionnaire.item in itself', () => {
  check('any depth', [], questionnaire(item('a', item('b', item('c', bare)))), []);
  check('is judged at any depth', [], questionnaire(item('a', item('b', { text: 'x' }))), [
    'error Questionnaire.item[0].item[0].item[0] Questionnaire.item.linkId/min',
    'error Questionnaire.item[0].item[0].item[0] Questionnaire.item.type/min',
  ]);
  check('unknown members', [], questionnaire(item('a', { ...bare, prefixes: 'x' })), [
    'error Questionnaire.item[0].item[0] Questionnaire.item/members',
  ]);
});

describe('a profile that speaks of Questionnaire.item', () => {
  const facts = [
    profile('texts', 'Questionnaire', [element('Questionnaire.item.text', { min: 1 })]),
  ];
  check('the items of the first level', facts, questionnaire(bare), [
    'error Questionnaire.item[0] Questionnaire.item.text/min',
  ]);
  check('not those below, which refer to the type', facts, questionnaire(item('a', bare)), []);
});

describe('a profile that speaks of Questionnaire.item.item', () => {
  const facts = [
    profile('inner-texts', 'Questionnaire', [element('Questionnaire.item.item.text', { min: 1 })]),
  ];
  check('the items of the second level', facts, questionnaire({ ...item('a', bare) }), [
    'error Questionnaire.item[0].item[0] Questionnaire.item.item.text/min',
  ]);
  check(
    'not the others',
    facts,
    questionnaire({ ...bare, linkId: 'y' }, item('a', item('b', bare))),
    [],
  );
});
