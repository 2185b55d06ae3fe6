import { spawnSync } from 'node:child_process';
import { compiledRun } from './compile.ts';
import type { LoadReport } from './load-child.ts';
import { median, spread } from './statistics.ts';
import { printTable } from './table.ts';
import type { Verdict } from './verdict.ts';

const RUNS = 5;
const ADDED_MS_MAX = 400;
const ADDED_MB_MAX = 120;

/** What the plans of one bundle add to a fresh process. */
export interface LoadFigures {
  readonly addedMs: number;
  readonly addedMb: number;
  readonly filesRead: number;
  readonly filesAvailable: number;
}

/** Fresh processes in turn: with the definitions, and without. */
export function measureLoad(): { figures: LoadFigures; budgets: readonly Verdict[] } {
  const bare: LoadReport[] = [];
  const full: LoadReport[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    bare.push(startChild('parse'));
    full.push(startChild('validate'));
  }
  const ms = (reports: readonly LoadReport[]): number[] => reports.map((report) => report.ms);
  const mb = (reports: readonly LoadReport[]): number[] =>
    reports.map((report) => report.rss / 1024 / 1024);
  const addedMs = median(ms(full)) - median(ms(bare));
  const addedMb = median(mb(full)) - median(mb(bare));
  const { filesRead = 0, filesAvailable = 0 } = full[0] ?? {};
  printTable(`load: median of ${RUNS} fresh processes in turn`, [
    row('imports and JSON.parse', ms(bare), mb(bare)),
    row('and the train, and one validation', ms(full), mb(full)),
    {
      process: 'added',
      ms: addedMs.toFixed(0),
      'spread ms': '',
      MB: addedMb.toFixed(0),
      'spread MB': '',
    },
  ]);
  console.log(`files of facts read: ${filesRead} of ${filesAvailable}`);
  return {
    figures: { addedMs, addedMb, filesRead, filesAvailable },
    budgets: [
      { name: 'load, added ms', value: addedMs, max: ADDED_MS_MAX },
      { name: 'load, added MB', value: addedMb, max: ADDED_MB_MAX },
    ],
  };
}

function row(process: string, ms: readonly number[], mb: readonly number[]) {
  return {
    process,
    ms: median(ms).toFixed(0),
    'spread ms': spread(ms)
      .map((value) => value.toFixed(0))
      .join(' to '),
    MB: median(mb).toFixed(0),
    'spread MB': spread(mb)
      .map((value) => value.toFixed(0))
      .join(' to '),
  };
}

function startChild(kind: 'parse' | 'validate'): LoadReport {
  const args = [compiledRun, '--child', kind];
  const { stdout, status } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`the process "${kind}" ended with ${status}`);
  return JSON.parse(stdout);
}
