import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { remarkText, statusText } from '../../../src/domain/policy/element-words.ts';
import { expectGolden } from '../golden.ts';

/** Goal: each element that may stand beside a value, and each status, has its words. */
const source = readFileSync(
  join(import.meta.dirname, '../../../src/domain/policy/element-words.ts'),
  'utf8',
);
const names = [...source.matchAll(/^ {2}'?([\w-]+)'?: /gmu)].map(([, name = '']) => name);

test('the words of elements and statuses', () => {
  const said = names.map((name) => {
    const { en, es } = remarkText(name);
    return `${name}: ${en} / ${es} / ${statusText(name)}`;
  });
  const none = remarkText(undefined);
  expect(names.length).toBeGreaterThan(40);
  expectGolden(
    join(import.meta.dirname, 'element-words.golden.txt'),
    `${[...said, `${none.en} / ${none.es}`, statusText('active, odd')].join('\n')}\n`,
  );
});
