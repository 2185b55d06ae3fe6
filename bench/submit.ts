import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { enrollAll, requestsOf } from './members.ts';
import { end, startPayer } from './payer.ts';
import { median } from './statistics.ts';
import { printTable } from './table.ts';

/**
 * npm run bench:submit: `$submit` of the official referral bundle against a bare Express echo that
 * reads with the same reader and commits as durably, in turn, five runs each. Every request is
 * another one: nothing is answered from an earlier case. They are of many members, as a payer's
 * are: those of one member wait for each other at its ledger.
 * Exit code 1 when the budget is missed.
 */
const RUNS = 5;
const SECONDS = 6;
const CONNECTIONS = 50;
const MEMBERS = 5_000;
const SHARE_MIN = 0.25;
const P99_RATIO_MAX = 4;
const folder = mkdtempSync(join(tmpdir(), 'assent-bench-'));
const ports = { assent: 21_000 + (process.pid % 1000), echo: 22_000 + (process.pid % 1000) };
const requests = requestsOf(MEMBERS);

interface Figure {
  readonly perSecond: number;
  readonly p99Ms: number;
}

async function measure(url: string): Promise<Figure> {
  const result = await autocannon({
    url,
    method: 'POST',
    connections: CONNECTIONS,
    duration: SECONDS,
    headers: { 'content-type': 'application/fhir+json' },
    requests: [{ setupRequest: (request) => ({ ...request, body: requests.another() }) }],
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} answers other than 2xx, ${result.errors} errors`);
  }
  return { perSecond: result.requests.average, p99Ms: result.latency.p99 };
}

function startAssent(sandbox: 'on' | 'off'): Promise<ChildProcess> {
  const store = `sqlite:${join(folder, 'assent.db')}`;
  return startPayer(ports.assent, { ASSENT_SANDBOX: sandbox, ASSENT_STORE: store });
}

async function startEcho(): Promise<ChildProcess> {
  const echo = fork(
    join(import.meta.dirname, 'submit-echo.ts'),
    [String(ports.echo), join(folder, 'echo.db')],
    { execArgv: ['--import', 'tsx'] },
  );
  await new Promise((resolve) => echo.once('message', resolve));
  return echo;
}

// The sandbox is off afterwards, as it is where a payer serves.
await enrollAll(await startAssent('on'), `http://127.0.0.1:${ports.assent}`, requests);
const children = [await startAssent('off'), await startEcho()];
const urls = {
  assent: `http://127.0.0.1:${ports.assent}/fhir/Claim/$submit`,
  echo: `http://127.0.0.1:${ports.echo}/echo`,
};
await measure(urls.assent);
await measure(urls.echo);
const runs: { readonly assent: Figure; readonly echo: Figure }[] = [];
for (let run = 0; run < RUNS; run += 1) {
  runs.push({ assent: await measure(urls.assent), echo: await measure(urls.echo) });
}
const metrics = await (await fetch(`http://127.0.0.1:${ports.assent}/metrics`)).text();
await end(...children);
rmSync(folder, { recursive: true, force: true });

printTable(
  `$submit against a bare echo: ${RUNS} runs of ${SECONDS} s in turn, ${CONNECTIONS} connections`,
  (['assent', 'echo'] as const).map((who) => ({
    who,
    'per second': median(runs.map((one) => one[who].perSecond)).toFixed(0),
    'p99 ms': median(runs.map((one) => one[who].p99Ms)).toFixed(0),
  })),
);
const share = median(runs.map(({ assent, echo }) => assent.perSecond / echo.perSecond));
const p99Ratio = median(runs.map(({ assent, echo }) => assent.p99Ms / echo.p99Ms));
printTable('where the time goes, ms per request', stepsOf(metrics));
console.log(`share of the echo ${(share * 100).toFixed(0)} % (budget ${SHARE_MIN * 100} %)`);
console.log(`p99 ${p99Ratio.toFixed(1)} times the echo's (budget ${P99_RATIO_MAX})`);
process.exitCode = share >= SHARE_MIN && p99Ratio <= P99_RATIO_MAX ? 0 : 1;

function stepsOf(page: string): readonly { step: string; ms: string }[] {
  const sums = page.matchAll(/assent_step_seconds_sum\{operation="submit",step="(\w+)"\} (\S+)/g);
  return [...sums].map(([, step = '', sum]) => {
    const line = `assent_step_seconds_count{operation="submit",step="${step}"} `;
    const count = Number(page.slice(page.indexOf(line) + line.length).split('\n')[0]);
    return { step, ms: ((Number(sum) / count) * 1000).toFixed(3) };
  });
}
