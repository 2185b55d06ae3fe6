import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPayer, type TestPayer } from '../operations/payer.ts';

/**
 * Goal: README's tour shows what the server prints. Method: each line is run as written against a
 * payer of today, and compared but for dates; UPDATE_GOLDEN=1 writes what came into README.
 */
const root = join(import.meta.dirname, '..', '..');
const readme = join(root, 'README.md');
const block = /^```sh-session\n\$ (.*)\n([\s\S]*?)^```$/gmu;
const steps = [...readFileSync(readme, 'utf8').matchAll(block)].map(
  ([whole, command = '', expected = '']) => ({ whole, command, expected }),
);

let payer: TestPayer;
beforeAll(async () => {
  payer = await startPayer({}, 'today');
}, 60_000);
afterAll(() => payer.stop());

async function run(command: string): Promise<string> {
  const program = `"${process.execPath}" --import tsx src/cli/main.ts`;
  const line = command
    .replaceAll('npx assent', program)
    .replaceAll('http://127.0.0.1:8080', payer.started.url);
  const { stdout } = await promisify(execFile)('bash', ['-c', line], { cwd: root });
  return stdout;
}

function withoutDates(text: string): string {
  return text.replace(/\d{4}-\d{2}-\d{2}/gu, 'DATE');
}

test('the tour is there', () => expect(steps.length).toBeGreaterThan(4));

test.each(steps)('$command', async ({ whole, command, expected }) => {
  const printed = await run(command);
  expect(printed).not.toBe('');
  if (process.env.UPDATE_GOLDEN !== '1') {
    return expect(withoutDates(printed)).toBe(withoutDates(expected));
  }
  const fresh = `\`\`\`sh-session\n$ ${command}\n${printed}\`\`\``;
  writeFileSync(
    readme,
    readFileSync(readme, 'utf8').replace(whole, () => fresh),
  );
});
