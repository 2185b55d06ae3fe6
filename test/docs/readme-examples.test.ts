import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Goal: README shows what the program prints. Method: every `console` block is run as written;
 * UPDATE_GOLDEN=1 writes what came into README.
 */
const root = join(import.meta.dirname, '..', '..');
const readme = join(root, 'README.md');
const block = /^```console\n\$ (.*)\n([\s\S]*?)^```$/gmu;
const examples = [...readFileSync(readme, 'utf8').matchAll(block)].map(
  ([whole, command = '', expected = '']) => ({ whole, command, expected }),
);

function runAsWritten(command: string): string {
  const program = `"${process.execPath}" dist/cli/main.js`;
  const line = command.replaceAll('npx assent', program);
  const { stdout, stderr } = spawnSync('bash', ['-c', line], { cwd: root, encoding: 'utf8' });
  const text = `${stdout}${stderr}`;
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

describe('the examples of README', () => {
  it('are there', () => expect(examples.length).toBeGreaterThan(1));

  it.each(examples)('$command', ({ whole, command, expected }) => {
    const printed = runAsWritten(command);
    if (process.env.UPDATE_GOLDEN !== '1') return expect(printed).toBe(expected);
    const fresh = `\`\`\`console\n$ ${command}\n${printed}\`\`\``;
    writeFileSync(
      readme,
      readFileSync(readme, 'utf8').replace(whole, () => fresh),
    );
  });
});
