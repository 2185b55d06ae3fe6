import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { scenario } from '../operations/payer.ts';

/**
 * R01: kills the server with SIGKILL while clients submit, restarts it, and looks for every answer
 * that was acknowledged: `tsx test/crash/kill-server.ts [--kills 20] [--submits 500]`.
 * The server runs from `dist/`; clients retry on any error with the same transmission.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    submits: { type: 'string', default: '500' },
  },
});
const killsMax = Number(values.kills);
const submits = Number(values.submits);
const connections = 16;
const folder = mkdtempSync(join(tmpdir(), 'assent-crash-'));
const port = 20_000 + (process.pid % 20_000);
const base = `http://127.0.0.1:${port}/fhir`;
const template = scenario('not-required');
let server: ChildProcess | undefined;
let restartsMs: number[] = [];

async function start(): Promise<void> {
  const begun = performance.now();
  const env = {
    ...process.env,
    ASSENT_PORT: String(port),
    ASSENT_DEMO: 'on',
    ASSENT_LOG_LEVEL: 'silent',
    ASSENT_STORE: `sqlite:${join(folder, 'assent.db')}`,
  };
  server = spawn(process.execPath, ['dist/main.js'], { env, stdio: 'ignore' });
  for (;;) {
    const ready = await fetch(`${base.slice(0, -5)}/health/ready`).catch(() => undefined);
    if (ready?.ok === true) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  restartsMs = [...restartsMs, performance.now() - begun];
}

function bundleOf(number: number): string {
  // Another diagnosis each time: other content, so that each is a case of its own.
  const diagnosis = `J${String(number).padStart(4, '0')}`;
  return template.replaceAll('1005', `9${number}`).replaceAll('J44.9', diagnosis);
}

async function submit(number: number): Promise<string> {
  const body = bundleOf(number);
  for (;;) {
    try {
      const response = await fetch(`${base}/Claim/$submit`, {
        method: 'POST',
        headers: { 'content-type': 'application/fhir+json' },
        body,
      });
      const text = await response.text();
      const id = /\/ClaimResponse\/([0-9A-Z]{26})"/.exec(text)?.[1];
      if (response.status === 200 && id !== undefined) return id;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

await start();
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
    kills += 1;
    const gone = new Promise((resolve) => server?.once('exit', resolve));
    server?.kill('SIGKILL');
    await gone;
    await start();
  }
};
await Promise.all([killer(), ...Array.from({ length: connections }, client)]);

let lost = 0;
let other = 0;
for (const [number, id] of acknowledged) {
  const found = await fetch(`${base}/ClaimResponse/${id}`);
  if (found.status !== 200) lost += 1;
  if ((await submit(number)) !== id) other += 1;
}
const doubled = acknowledged.size - new Set(acknowledged.values()).size;
const gone = new Promise((resolve) => server?.once('exit', resolve));
server?.kill('SIGTERM');
await gone;
rmSync(folder, { recursive: true, force: true });
const slowest = Math.round(Math.max(...restartsMs));
console.log(`${kills} kills during ${submits} submits at ${connections} connections`);
console.log(
  `${acknowledged.size} acknowledged, ${lost} lost, ${other} with another case, ${doubled} shared`,
);
console.log(`slowest start to ready ${slowest} ms`);
process.exitCode = lost + other + doubled === 0 && slowest <= 5_000 ? 0 : 1;
