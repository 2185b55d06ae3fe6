import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { enrollAll, requestsOf } from './members.ts';
import { end, startPayer } from './payer.ts';
import { median, spread } from './statistics.ts';
import { printTable } from './table.ts';

/**
 * npm run bench:pairs -- --old FOLDER [--pairs 10]: what a request costs in processor time in this
 * build and in an older one that lies built in FOLDER, in turn, pair by pair. Clocks of shared
 * machines are noise; the kernel's account of a process is not. Linux only.
 * Exit code 1 when the median of a ratio is above 1.05.
 */
const { values } = parseArgs({
  options: { old: { type: 'string' }, pairs: { type: 'string', default: '10' } },
});
if (values.old === undefined) throw new Error('name the older build: --old FOLDER');
const PAIRS = Number(values.pairs);
const RATIO_MAX = 1.05;
const MEMBERS = 2_000;
/** Requests until the engine has compiled what it will: before that its compiler is measured. */
const WARM_UP = 10_000;
const SUBMITS = 3_000;
const CONNECTIONS = 8;
const VALIDATIONS = 1_500;
/** The unit of /proc/PID/stat on Linux. */
const TICK_MS = 10;

const builds = { old: resolve(values.old), new: join(import.meta.dirname, '..') };
type Build = keyof typeof builds;
const folder = mkdtempSync(join(tmpdir(), 'assent-pairs-'));
const port = 24_000 + (process.pid % 1000);
const base = `http://127.0.0.1:${port}`;

/** Milliseconds of processor time of a process with all of its threads. */
function processorMs(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name before may hold spaces; what follows its bracket does not.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

async function submitMs(build: Build): Promise<number> {
  const store = `sqlite:${join(folder, `${build}-${Math.random()}.db`)}`;
  const root = builds[build];
  const requests = requestsOf(MEMBERS);
  const start = (sandbox: string) =>
    startPayer(port, { ASSENT_SANDBOX: sandbox, ASSENT_STORE: store }, root);
  await enrollAll(await start('on'), base, requests);
  const server = await start('off');
  const send = async (count: number): Promise<void> => {
    let left = count;
    const client = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const answer = await fetch(`${base}/fhir/Claim/$submit`, {
          method: 'POST',
          headers: { 'content-type': 'application/fhir+json' },
          body: requests.another(),
        });
        const text = await answer.text();
        if (answer.status !== 200) throw new Error(`${build}: ${answer.status} ${text}`);
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, client));
  };
  await send(WARM_UP);
  const before = processorMs(server.pid ?? 0);
  await send(SUBMITS);
  const after = processorMs(server.pid ?? 0);
  await end(server);
  return (after - before) / SUBMITS;
}

/** Validates the official referral bundle again and again in a process of its own. */
function validateMs(build: Build): number {
  const script = `
    const { openValidator } = await import(${JSON.stringify(`${builds[build]}/dist/wire.js`)});
    const validator = await openValidator('2.2');
    const resource = JSON.parse(${JSON.stringify(requestsOf(1).bundles[0])});
    for (let n = 0; n < 300; n += 1) validator.validate(resource);
    const before = process.cpuUsage();
    for (let n = 0; n < ${VALIDATIONS}; n += 1) validator.validate(resource);
    const { user, system } = process.cpuUsage(before);
    console.log((user + system) / 1000 / ${VALIDATIONS});`;
  const args = ['--input-type=module', '--eval', script];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return Number(run.stdout);
}

const measures = { validate: async (build: Build) => validateMs(build), submit: submitMs };

let isWithin = true;
const rows: Record<string, string>[] = [];
for (const [name, measure] of Object.entries(measures)) {
  const pairs: Record<Build, number>[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    // Who is first is cooler: each is in turn.
    const order: readonly Build[] = pair % 2 === 0 ? ['old', 'new'] : ['new', 'old'];
    const figures = { old: 0, new: 0 };
    for (const build of order) figures[build] = await measure(build);
    pairs.push(figures);
    console.error(`${name} ${pair + 1} of ${PAIRS}: ${(figures.new / figures.old).toFixed(3)}`);
  }
  const ratios = pairs.map((pair) => pair.new / pair.old);
  const [least, greatest] = spread(ratios);
  rows.push({
    what: name,
    'old ms': median(pairs.map((pair) => pair.old)).toFixed(3),
    'new ms': median(pairs.map((pair) => pair.new)).toFixed(3),
    'median ratio': median(ratios).toFixed(3),
    'from … to': `${least.toFixed(2)} … ${greatest.toFixed(2)}`,
  });
  if (median(ratios) > RATIO_MAX) isWithin = false;
}
rmSync(folder, { recursive: true, force: true });
printTable(`processor time a request, ${PAIRS} pairs in turn (limit ${RATIO_MAX})`, rows);
process.exitCode = isWithin ? 0 : 1;
