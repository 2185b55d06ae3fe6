import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { scenario } from '../operations/payer.ts';

/**
 * R01: kills servers with SIGKILL while clients submit, restarts them, and looks for every answer
 * that was acknowledged: `tsx test/crash/kill-server.ts [--kills 20] [--submits 500]`, on a file;
 * with `--mongodb URL` two servers on one database, of which one is killed at a time.
 * R18: `--signal SIGTERM` tells them to end instead: they do so within 10 s, with exit code 0, and
 * break off no request that they have taken. A connection that the system holds in its queue while
 * the server ends is reset: that is told.
 * The servers run from `dist/`; clients retry on any error with the same transmission.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    submits: { type: 'string', default: '500' },
    mongodb: { type: 'string' },
    signal: { type: 'string', default: 'SIGKILL' },
  },
});
const isTold = values.signal === 'SIGTERM';
const killsMax = Number(values.kills);
const submits = Number(values.submits);
const connections = 16;
const folder = mkdtempSync(join(tmpdir(), 'assent-crash-'));
const store = storeOf(values.mongodb);
const firstPort = 20_000 + (process.pid % 20_000);
const ports = values.mongodb === undefined ? [firstPort] : [firstPort, firstPort + 1];
const servers = new Map<number, ChildProcess>();
const template = scenario('not-required');
let restartsMs: number[] = [];
/** Of servers that were told to end: how long each took, and those that said it went wrong. */
let endingsMs: number[] = [];
let badEnds = 0;
/** Requests that were sent and have no answer, by what ended them. */
const brokenOff = new Map<string, number>();
let refusals = 0;

function storeOf(server: string | undefined): Readonly<Record<string, string>> {
  if (server === undefined) return { ASSENT_STORE: `sqlite:${join(folder, 'assent.db')}` };
  const [host = '', query = ''] = server.split('?');
  return {
    ASSENT_STORE: `${host.replace(/\/$/, '')}/crash${process.pid}?${query}`,
    ASSENT_MONGODB_TEST_ONLY: 'on',
    // What a dead server left is taken over after this; nothing depends on it but the waiting.
    ASSENT_RESERVATION_MS: '500',
  };
}

const baseOf = (port: number): string => `http://127.0.0.1:${port}/fhir`;

async function start(port: number): Promise<void> {
  const begun = performance.now();
  const { ASSENT_MONGODB_URL: _, ...inherited } = process.env;
  const env = {
    ...inherited,
    ...store,
    ASSENT_PORT: String(port),
    ASSENT_DEMO: 'on',
    ASSENT_LOG_LEVEL: 'silent',
  };
  servers.set(port, spawn(process.execPath, ['dist/main.js'], { env, stdio: 'ignore' }));
  for (;;) {
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (ready?.ok === true) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  restartsMs = [...restartsMs, performance.now() - begun];
}

async function end(port: number, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const server = servers.get(port);
  const gone = new Promise<number | null>((resolve) => server?.once('exit', resolve));
  const begun = performance.now();
  server?.kill(signal);
  const code = await gone;
  if (signal === 'SIGKILL') return;
  endingsMs = [...endingsMs, performance.now() - begun];
  if (code !== 0) badEnds += 1;
}

/** A connection that nobody took has reached no server. */
function noteEnd(error: unknown): void {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  if (code !== 'ECONNREFUSED') brokenOff.set(code, (brokenOff.get(code) ?? 0) + 1);
}

function bundleOf(number: number): string {
  // Another diagnosis each time: other content, so that each is a case of its own.
  const diagnosis = `J${String(number).padStart(4, '0')}`;
  return template.replaceAll('1005', `9${number}`).replaceAll('J44.9', diagnosis);
}

let turn = 0;

async function submit(number: number): Promise<string> {
  const body = bundleOf(number);
  for (;;) {
    turn += 1;
    const port = ports[turn % ports.length] ?? firstPort;
    try {
      const response = await fetch(`${baseOf(port)}/Claim/$submit`, {
        method: 'POST',
        headers: { 'content-type': 'application/fhir+json' },
        body,
      });
      const text = await response.text();
      const id = /\/ClaimResponse\/([0-9A-Z]{26})"/.exec(text)?.[1];
      if (response.status === 200 && id !== undefined) return id;
      if (response.status !== 200) {
        refusals += 1;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    } catch (error) {
      noteEnd(error);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

for (const port of ports) await start(port);
const acknowledged = new Map<number, string>();
let next = 0;
let kills = 0;
const client = async (): Promise<void> => {
  while (next < submits) {
    const number = next++;
    acknowledged.set(number, await submit(number));
  }
};
const killer = async (): Promise<void> => {
  const every = submits / (killsMax + 1);
  while (kills < killsMax) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (acknowledged.size < every * (kills + 1)) continue;
    const port = ports[kills % ports.length] ?? firstPort;
    kills += 1;
    await end(port, isTold ? 'SIGTERM' : 'SIGKILL');
    await start(port);
  }
};
await Promise.all([killer(), ...Array.from({ length: connections }, client)]);

let lost = 0;
let other = 0;
for (const [number, id] of acknowledged) {
  const found = await fetch(`${baseOf(firstPort)}/ClaimResponse/${id}`);
  if (found.status !== 200) lost += 1;
  if ((await submit(number)) !== id) other += 1;
}
const doubled = acknowledged.size - new Set(acknowledged.values()).size;
for (const port of ports) await end(port, 'SIGTERM');
rmSync(folder, { recursive: true, force: true });
const slowest = Math.round(Math.max(...restartsMs));
console.log(`${ports.length} servers on ${values.mongodb === undefined ? 'SQLite' : 'MongoDB'}`);
console.log(`${kills} × ${values.signal} during ${submits} submits at ${connections} connections`);
console.log(
  `${acknowledged.size} acknowledged, ${lost} lost, ${other} with another case, ${doubled} shared`,
);
console.log(`slowest start to ready ${slowest} ms`);
const isKept = lost + other + doubled === 0 && slowest <= 5_000;
const slowestEnd = Math.round(Math.max(...endingsMs));
const broken = [...brokenOff].map(([code, count]) => `${count} ${code}`).join(', ') || '0';
if (isTold) {
  console.log(`${refusals} refusals, ${broken} broken off, slowest end ${slowestEnd} ms`);
  console.log(`${badEnds} ended with another exit code than 0`);
}
brokenOff.delete('ECONNRESET');
const isTidy = brokenOff.size + badEnds === 0 && slowestEnd <= 10_000;
process.exitCode = isKept && (isTidy || !isTold) ? 0 : 1;
