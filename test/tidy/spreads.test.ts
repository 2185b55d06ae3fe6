import { expect, test } from 'vitest';
import { noSpreadArguments } from './rules/spreads.ts';

/** Goal: the rule objects to each way in which a list becomes arguments, and to nothing near it. */
function objections(text: string): number {
  return noSpreadArguments([{ path: 'src/domain/a.ts', text }]).length;
}

test.each([
  'a.push(...b);',
  'a?.unshift(c, ...b);',
  'Math.max(0, ...b.map((one) => one.length));',
  'a.splice(0, 1, ...f(b));',
  'String.fromCharCode(...b);',
  'a.push(\n  ...f(b),\n  c,\n);',
  'f.apply(a, b);',
])('%s is objected to', (text) => {
  expect(objections(text)).toBe(1);
});

test.each([
  'a.push({ ...b });',
  'a.push([...b]);',
  "a.push(...['x', 'y']);",
  'new Set([...a, ...b]);',
  'f(...b);',
  'function push(...a: readonly A[]): void {}',
])('%s is not', (text) => {
  expect(objections(text)).toBe(0);
});
