import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { TestPayer } from '../operations/payer.ts';
import { payerForTests } from '../operations/payer-for-tests.ts';

/**
 * Goal: the tours show what the server prints. Method: each line is run as written against a payer
 * of today, and compared but for dates and numbers; UPDATE_GOLDEN=1 writes what came.
 */
const root = join(import.meta.dirname, '..', '..');
const block = /^```sh-session\n\$ (.*)\n([\s\S]*?)^```$/gmu;

function stepsOf(paper: string) {
  const file = join(root, paper);
  return [...readFileSync(file, 'utf8').matchAll(block)].map(
    ([whole, command = '', expected = '']) => ({ file, whole, command, expected }),
  );
}

async function run(payer: TestPayer, command: string): Promise<string> {
  const program = `"${process.execPath}" dist/cli/main.js`;
  const line = command
    .replaceAll('npx assent', program)
    .replaceAll('http://127.0.0.1:8080', payer.started.url);
  const env = { ...process.env, ASSENT_STORE: `sqlite:${payer.file}` };
  const { stdout } = await promisify(execFile)('bash', ['-c', line], { cwd: root, env });
  // The test's payer takes a free port, which its own address doesn't say.
  const text = stdout.replaceAll('http://127.0.0.1:0/', 'http://127.0.0.1:8080/');
  // An answer may end without a newline; the fence below it needs one.
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** Dates, instants, digests and the numbers of cases are others each time. */
function withoutChance(text: string): string {
  return text
    .replace(/T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})/gu, 'TIME')
    .replace(/\d{4}-\d{2}-\d{2}/gu, 'DATE')
    .replace(/\b[0-9A-HJKMNP-TV-Z]{26}(?:-\d{3}-\d{2})?/gu, 'CASE')
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{12}\b/gu, 'DIGEST');
}

describe.each([
  { paper: 'README.md', least: 8, settings: {} },
  { paper: 'docs/sandbox.md', least: 5, settings: { ASSENT_SANDBOX: 'on' } },
  { paper: 'docs/clients.md', least: 2, settings: {} },
])('$paper', ({ paper, least, settings }) => {
  const steps = stepsOf(paper);
  const payer = payerForTests(settings, 'today');

  test('has its steps', () => expect(steps.length).toBeGreaterThanOrEqual(least));

  test.each(steps)('$command', { timeout: 30_000 }, async ({ file, whole, command, expected }) => {
    const printed = await run(payer, command);
    expect(printed).not.toBe('');
    if (process.env.UPDATE_GOLDEN !== '1') {
      return expect(withoutChance(printed)).toBe(withoutChance(expected));
    }
    const fresh = `\`\`\`sh-session\n$ ${command}\n${printed}\`\`\``;
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(whole, () => fresh),
    );
  });
});
