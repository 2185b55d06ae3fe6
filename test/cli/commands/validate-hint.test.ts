import { expect, test } from 'vitest';
import { formHint } from '../../../src/cli/commands/validate-hint.ts';
import type { Issue } from '../../../src/fhir/validate/issue.ts';

/** Goal: the hint names the other form only where that was meant. */
const fault = (rule: string): Issue => ({
  ...{ severity: 'error', code: 'structure', expression: '$', message: 'A', mend: 'B' },
  rule,
});
const hint = (text: string, byLine: boolean, name = '-', rule = 'json/syntax') =>
  formHint([fault('json/bom'), fault(rule)], { name, bytes: Buffer.from(text), byLine });

test.each<[string, boolean, string | undefined]>([
  ['{', true, '-: one resource over several lines? leave out --ndjson'],
  ['[ \r', true, '-: one resource over several lines? leave out --ndjson'],
  ['{"a":', true, undefined],
  ['{}\n{}', false, '-: one resource a line? use --ndjson'],
  ['1\n{}', false, undefined],
  ['{', false, undefined],
])('%j, a line each: %s', (text, byLine, expected) => {
  expect(hint(text, byLine)).toBe(expected);
});

test('another fault than one of syntax has another cause', () => {
  expect(hint('{}\n{}', false, 'a.ndjson', 'json/size')).toBeUndefined();
});
