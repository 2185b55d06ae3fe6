import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../src/domain/time.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { withDemoDates } from '../../src/wire/demo-dates.ts';
import { openJudge } from '../../src/wire.ts';

/** Goal: the demo's own files are valid as they lie, and it is said that dates were filled in. */
const demo = join(import.meta.dirname, '../../demo');
const clock: Clock = { now: () => '2026-11-28T16:00:00.000Z' as Instant, elapsedMs: () => 0 };

describe('placeholders of dates', () => {
  it.each<readonly [string, string, number]>([
    ['{"birthDate":"{{today-30d}}"}', '{"birthDate":"2026-10-29"}', 1],
    ['{"a":"{{today}}","b":"{{today+1d}}"}', '{"a":"2026-11-28","b":"2026-11-29"}', 1],
    ['{"birthDate":"2026-01-31"}', '{"birthDate":"2026-01-31"}', 0],
    ['{"a":"{{today-soon}}"}', '{"a":"{{today-soon}}"}', 0],
    ['{"a":"é \ufeff{{today}}"}', '{"a":"é \ufeff2026-11-28"}', 1],
  ])('%s', (came, expected, remarks) => {
    const dated = withDemoDates(new TextEncoder().encode(came), clock);
    expect(Buffer.from(dated.bytes).toString('utf8')).toBe(expected);
    expect(dated.remarks.map(({ severity }) => severity)).toEqual(
      Array.from({ length: remarks }, () => 'warning'),
    );
  });

  it('bytes that are no UTF-8 stay as they are', () => {
    const came = Buffer.concat([Buffer.from('{{today}}'), Buffer.from([0xff, 0xc3])]);
    const { bytes } = withDemoDates(came, clock);
    expect([...bytes.subarray(-2)]).toEqual([0xff, 0xc3]);
  });
});

it("the payer's records and the requests of the demo have no errors", async () => {
  const opened = await openJudge({ train: '2.2', profiles: [], env: {} });
  if (!opened.ok) throw new Error(opened.problem);
  const read = (folder: string): readonly string[] =>
    readdirSync(join(demo, folder))
      .filter((name) => name !== 'invalid.json')
      .map((name) => readFileSync(join(demo, folder, name), 'utf8'));
  const records = read('payer').flatMap((text) => text.split('\n').filter((line) => line !== ''));
  for (const text of [...records, ...read('scenarios')]) {
    const issues = opened.value.judge(new TextEncoder().encode(text));
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  }
});
