import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../../src/adapters/store-sqlite/store.ts';
import { plainVault } from '../../../src/adapters/vault-plain.ts';
import type { CommandContext } from '../../../src/cli/command.ts';
import { importCommand } from '../../../src/cli/commands/import.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { Store } from '../../../src/ports/store.ts';
import { ok } from '../../../src/result.ts';

const folder = mkdtempSync(join(tmpdir(), 'assent-import-'));
const demo = join(import.meta.dirname, '../../../demo/payer');
let store: Store;

const onFatal = () => undefined;

beforeAll(async () => {
  const input = { file: ':memory:', mode: 'write', vault: plainVault, onFatal } as const;
  const opened = await openSqliteStore(input);
  if (!opened.ok) throw new Error(opened.problem);
  store = opened.value;
});
afterAll(() => store.close());

async function run(...positionals: readonly string[]) {
  const printed = { out: '', err: '' };
  const output = (name: 'out' | 'err') => ({
    write: (text: string) => {
      printed[name] += text;
      return true;
    },
    once: () => undefined,
  });
  const command = importCommand({
    openStore: async () => ok({ ...store, close: async () => undefined }),
    clock: { now: () => '2026-11-28T16:00:00.000Z' as Instant, elapsedMs: () => 0 },
  });
  const context: CommandContext = {
    ...{ values: {}, positionals, env: {}, stdout: output('out'), stderr: output('err') },
    stdin: (async function* () {
      yield '';
    })(),
  };
  return { code: await command.run(context), ...printed };
}

test('the demo payer is loaded; a second time nothing changes', async () => {
  const files = ['plans', 'members', 'coverages', 'providers'].map((one) =>
    join(demo, `${one}.ndjson`),
  );
  const first = await run(...files);
  expect([first.code, first.err]).toEqual([0, '']);
  expect(first.out).toMatch(/plans\.ndjson: 3 lines: 3 new/u);
  expect(first.out).toMatch(/members\.ndjson: 12 lines: 12 new/u);
  const second = await run(...files);
  expect(second.out.match(/0 new, 0 changed/gu)).toHaveLength(4);
});

test('faulty lines are told by their number and left out, other types skipped', async () => {
  const file = join(folder, 'odd.ndjson');
  const lines = [
    '{"resourceType":"Patient","id":"a","name":[{"family":"A"}]}',
    '{"resourceType":"Patient","name":[{"family":"A"}]}',
    '{"resourceType":"Patient"',
    '[]',
    '',
    '{"resourceType":"Observation","id":"o"}',
    '{"resourceType":"Coverage","id":"c"}',
  ];
  writeFileSync(file, lines.join('\n'));
  const { code, out, err } = await run(file);
  expect(code).toBe(1);
  expect(out).toContain('1 new, 0 changed, 0 unchanged, 1 skipped, 4 faulty');
  expect(
    err
      .split('\n')
      .slice(0, 4)
      .map((line) => line.replace(`${file}:`, '')),
  ).toEqual([
    '2: Patient has no id',
    expect.stringMatching(/^3: /u),
    '4: this is no JSON object',
    '7: Coverage.beneficiary names no Patient/id',
  ]);
});

test.each([[[]], [['/nowhere/at/all.ndjson']]])('wrong usage: %j', async (positionals) => {
  const { code, err } = await run(...positionals);
  expect(code).toBe(2);
  expect(err).toMatch(/^assent: import: [^\n]+\n$/u);
});
