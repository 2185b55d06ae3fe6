import { expect, test } from 'vitest';
import { terminologyOf } from './terminology-of.ts';

const CATEGORY = 'https://valueset.x12.org/x217/005010/request/2000F/UM/1/03/00/1365';
const SYSTEM = 'https://codesystem.x12.org/005010/1365';

test('an X12 value set has one system; its codes are licensed and stay open', () => {
  const set = terminologyOf([]).codeSet(CATEGORY, 'pas#1');
  expect(set?.systems).toEqual([SYSTEM]);
  expect(set?.undecided).toEqual([SYSTEM]);
  expect(set?.has(SYSTEM, '3')).toBe('unknown');
  expect(set?.has('https://codesystem.x12.org/005010/98', '3')).toBe('out');
  expect(set?.has(undefined, '3')).toBe('unknown');
});

test('a list that the operator loads decides its codes, here and for the system alone', () => {
  const loaded = new Map([[SYSTEM, new Set(['1', '3'])]]);
  const terminology = terminologyOf([], { loaded });
  const set = terminology.codeSet(CATEGORY, 'pas#1');
  expect(set?.has(SYSTEM, '3')).toBe('in');
  expect(set?.has(SYSTEM, '9')).toBe('out');
  expect(set?.undecided).toEqual([]);
  expect(terminology.codeStatus(SYSTEM, '9')).toBe('unknown-code');
});

test.each([
  ['response/2000F/HCR/1/01/00/306', 'https://codesystem.x12.org/005010/306'],
  ['request/2000F/HSD/1/01/00/673', 'https://codesystem.x12.org/005010/673'],
  ['request/2000E/CL1/1/03/00/1352', 'https://www.nubc.org/CodeSystem/PatDischargeStatus'],
  ['request/2000E/CL1/1/02/00/1314', 'https://www.nubc.org/CodeSystem/PointOfOrigin'],
])('%s is of %s', (path, system) => {
  const url = `https://valueset.x12.org/x217/005010/${path}|1.0`;
  expect(terminologyOf([]).codeSet(url, 'pas#1')?.systems).toEqual([system]);
});

test.each(['127', '1270', '1271', '1362', ''])('nothing is said about element %j', (element) => {
  const url = `https://valueset.x12.org/x217/005010/request/2010F/PRV/1/03/00/${element}`;
  expect(terminologyOf([]).codeSet(url, 'pas#1')).toBeUndefined();
});
