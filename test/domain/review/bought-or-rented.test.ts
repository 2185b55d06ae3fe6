import { expect, test } from 'vitest';
import type { Code } from '../../../src/domain/code.ts';
import { plainRequest } from '../requests.ts';
import { decided, outcome } from './decided.ts';

/** Goal: what is bought is no rental, and senders who call all equipment a purchase may rent it. */
const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const code = (text: string, system = hcpcs): Code => ({ system, code: text });
const [plain] = plainRequest().lines;
if (plain === undefined) throw new Error('no line');

const kinds = (...codes: readonly string[]) => ({
  places: [],
  requestTypes: [],
  categories: codes.map((one1) => code(one1, 'https://codesystem.x12.org/005010/1365')),
});
const bought = (name: string, title: string) =>
  `procedure-modifiers: the modifier ${name} does not fit the kind of service asked for (${title})`;
test.each<[readonly string[], readonly string[], string]>([
  [['BP'], ['18'], bought('BP', 'the member chose to buy')],
  [['KX', 'BP'], ['42', '18'], bought('BP', 'the member chose to buy')],
  [['BP'], ['12'], 'approved'],
  [['BP'], [], 'approved'],
  [['BR'], ['18'], 'approved'],
  [['BU'], ['18'], 'approved'],
  [['RR', 'BR', 'KH'], ['12'], 'approved'],
  [
    ['BP', 'BU'],
    ['12'],
    "procedure-modifiers: the modifiers BP, BU can't both be meant (the member chose to buy)",
  ],
])('%j beside %j', (modifiers, categories, expected) => {
  const setting = kinds(...categories);
  expect(outcome({ modifiers: modifiers.map((one1) => code(one1)), setting })).toBe(expected);
});

test('a line that says nothing of its kind', () => {
  expect(outcome({ modifiers: [code('BP')] })).toBe('approved');
});

test('for the record, and in Spanish', () => {
  const lines = [{ ...plain, modifiers: [code('BP')], setting: kinds('18') }];
  const { reviewCase } = decided({ request: { lines } });
  const checks = reviewCase.lines[0]?.determinations[0]?.trace.checks;
  const check = checks?.find(({ id }) => id === 'procedure-modifiers');
  expect([check?.result, check?.detail, check?.words?.es]).toEqual([
    'unknown',
    'BP does not fit the kind of service 18',
    'el modificador BP no cuadra con el tipo de servicio pedido (el afiliado eligió comprar)',
  ]);
});
