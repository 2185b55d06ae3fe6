import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPayer, type TestPayer } from '../operations/payer.ts';
import { type Answer, readAnswer } from './answer.ts';

import { type ResetPayer, startResetPayer } from './demo-records.ts';
import { bodiesOf, enrolledBy } from './draft.ts';
import { isRight, isWavedThrough } from './judge.ts';
import { type Row, readRows, verdicts } from './rows.ts';

/**
 * Goal: nothing is approved or waved through that nobody reviewed, and what is honest still is.
 * Method: a table of requests, each the demo's own with a change, sent to a payer on loopback.
 */
const rows = readRows();
const kinds = [...new Set(rows.map(({ kind }) => kind))];
const honest = rows.filter(({ kind }) => kind === 'honest');
/** A store that keeps nothing: it is emptied before each row. */
const memory = { ASSENT_STORE: 'sqlite::memory:' };
let sandbox: ResetPayer;
let plain: TestPayer;
let isClean = false;
/** All that was said, for `ASSENT_ATTACKS_LOG=FILE`. */
const log: string[] = [];

beforeAll(async () => {
  [sandbox, plain] = await Promise.all([
    startResetPayer({ ...memory, ASSENT_SANDBOX: 'on' }),
    startPayer(memory),
  ]);
}, 60_000);
afterAll(async () => {
  const file = process.env.ASSENT_ATTACKS_LOG;
  if (file !== undefined) writeFileSync(file, `${log.join('\n')}\n`);
  await Promise.all([sandbox.stop(), plain.stop()]);
});

/** Sends what a row sends, to a payer that has no case of another row. */
async function send(row: Row, bodies: readonly string[]): Promise<readonly Answer[]> {
  const payer = row.plain ? plain : sandbox;
  if (!row.plain && !isClean) await sandbox.reset();
  const enrolled = enrolledBy(row);
  if (enrolled !== undefined) await payer.post('/sandbox/enroll', enrolled);
  const answers: Answer[] = [];
  for (const body of bodies) {
    const reply = await payer.post(`/fhir/Claim/$submit${row.query}`, body, row.headers);
    answers.push(readAnswer(reply));
  }
  const leavesNothing = enrolled === undefined && answers.every(({ leavesCase }) => !leavesCase);
  if (!row.plain) isClean = leavesNothing;
  return answers;
}

describe.each(kinds)('%s', (kind) => {
  const own = rows.filter((row) => row.kind === kind);
  test.each(own.map((row) => [row.name, row] as const))('%s', async (_, row) => {
    const bodies = bodiesOf(row);
    const answers = await send(row, bodies);
    const said = answers.map((answer) => answer.said).join('\n    then ');
    const isWaved = isWavedThrough(row, answers);
    const wrong = isWaved ? 'WAVED THROUGH' : 'answered otherwise';
    const how = isRight(row, bodies, answers) ? 'right' : wrong;
    const rule = row.why === '' ? '' : `\n  rule: ${row.why}`;
    log.push(
      `${how}: ${kind}: ${row.name}\n  must be ${row.must} ${row.code}\n  was ${said}${rule}`,
    );
    expect(how, log.at(-1)).toBe('right');
  });
});

describe('the table', () => {
  test('has 300 attacks and 30 honest requests at least, each name once', () => {
    expect(rows.length - honest.length).toBeGreaterThanOrEqual(300);
    expect(honest.length).toBeGreaterThanOrEqual(30);
    expect(new Set(rows.map(({ kind, name }) => `${kind}: ${name}`)).size).toBe(rows.length);
  });

  test('has 15 attacks of each kind at least', () => {
    const counts = kinds.map((kind) => rows.filter((row) => row.kind === kind).length);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(15);
    expect(kinds.length).toBeGreaterThanOrEqual(12);
  });

  test('asks for what there is', () => {
    expect(rows.map(({ must }) => must).filter((must) => !verdicts.includes(must))).toEqual([]);
    expect(rows.filter(({ must, code }) => must === 'error' && code === '')).toEqual([]);
  });

  test('no two rows send the same', () => {
    const sent = rows.map((row) =>
      JSON.stringify([enrolledBy(row), bodiesOf(row), row.headers, row.query]),
    );
    const twice = rows.filter((_, index) => sent.indexOf(sent[index] ?? '') !== index);
    expect(twice.map(({ name }) => name)).toEqual([]);
  });

  const papers = ['README.md', 'docs/reliability.md'];
  test.each(papers)('%s has the counts', (paper) => {
    if (log.length !== rows.length) return; // a run of some rows
    const waved = log.filter((line) => line.startsWith('WAVED THROUGH')).length;
    const decided = log.filter((line) => line.startsWith('right: honest: ')).length;
    const counts =
      `**${rows.length - honest.length} attacks on approval, ${waved} waved through; ` +
      `${honest.length} honest requests, ${decided} decided at once**`;
    const file = join(import.meta.dirname, '../..', paper);
    const text = readFileSync(file, 'utf8');
    const said = /\*\*\d+ attacks on approval[^*]*\*\*/u.exec(text)?.[0] ?? '';
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text.replace(said, counts));
    else expect(said).toBe(counts);
  });
});
