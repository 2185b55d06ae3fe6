import { spawn, spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { scenario } from '../operations/payer.ts';

/**
 * R03: traces the server's calls to the system while requests come one after the other, and looks
 * for an answer of 200 that left before the write-ahead log was synchronized:
 * `tsx test/crash/trace-durability.ts [--submits 1000]`. Needs strace.
 */
const { values } = parseArgs({ options: { submits: { type: 'string', default: '1000' } } });
const submits = Number(values.submits);
const folder = mkdtempSync(join(tmpdir(), 'assent-trace-'));
const port = 24_000 + (process.pid % 1000);
const trace = join(folder, 'trace');

if (spawnSync('strace', ['-V']).error !== undefined) {
  console.error('trace-durability: strace is not here');
  process.exit(2);
}
const calls = 'trace=fsync,fdatasync,write,writev,sendto,sendmsg,read,recvfrom,openat';
const server = spawn(
  'strace',
  ['-f', '-qq', '-s', '120', '-e', calls, '-o', trace, process.execPath, 'dist/main.js'],
  {
    env: {
      ...process.env,
      ASSENT_PORT: String(port),
      ASSENT_DEMO: 'on',
      ASSENT_LOG_LEVEL: 'silent',
      ASSENT_STORE: `sqlite:${join(folder, 'assent.db')}`,
    },
    stdio: 'ignore',
  },
);
for (;;) {
  const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
  if (ready?.ok === true) break;
  await new Promise((resolve) => setTimeout(resolve, 50));
}
const template = scenario('not-required');
for (let number = 0; number < submits; number += 1) {
  const diagnosis = `J${String(number).padStart(4, '0')}`;
  const response = await fetch(`http://127.0.0.1:${port}/fhir/Claim/$submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body: template.replaceAll('1005', `9${number}`).replaceAll('J44.9', diagnosis),
  });
  await response.text();
  if (response.status !== 200) throw new Error(`answer ${response.status}`);
}
const gone = new Promise((resolve) => server.once('exit', resolve));
spawnSync('pkill', ['-TERM', '-P', String(server.pid)]);
await gone;

// In the order of the trace: a request read, the log synchronized, the answer written.
let state: 'idle' | 'asked' | 'durable' = 'idle';
let answers = 0;
let early = 0;
let synced = 0;
for await (const line of createInterface({ input: createReadStream(trace) })) {
  if (/POST \/fhir\/Claim\/\$submit/u.test(line)) state = 'asked';
  // A call that is interrupted by another thread ends on a line of its own.
  const isSynced = /(?:fsync|fdatasync)(?:\(\d+\)| resumed>\)?).*= 0/u.test(line);
  if (isSynced) {
    synced += 1;
    if (state === 'asked') state = 'durable';
  }
  if (/HTTP\/1\.1 200 /u.test(line) && /(?:write|writev|sendto|sendmsg)\(/u.test(line)) {
    if (state === 'idle') continue;
    answers += 1;
    if (state !== 'durable') early += 1;
    state = 'idle';
  }
}
rmSync(folder, { recursive: true, force: true });
console.log(`${answers} answers, ${synced} synchronizations, ${early} answers before theirs`);
process.exitCode = answers === submits && early === 0 ? 0 : 1;
