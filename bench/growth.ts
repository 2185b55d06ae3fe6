import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openSqliteStore } from '../src/adapters/store-sqlite/store.ts';
import { systemDigest } from '../src/adapters/system-chance.ts';
import { aesVault } from '../src/adapters/vault-aes.ts';
import { plainVault } from '../src/adapters/vault-plain.ts';
import { caseIdOf } from '../src/domain/review/ids.ts';
import type { CaseId, ReviewCase } from '../src/domain/review/review-case.ts';
import type { Store } from '../src/ports/store.ts';
import type { Vault } from '../src/ports/vault.ts';
import { end, startPayer } from './payer.ts';
import { renderedScenario } from './scenario.ts';
import { median } from './statistics.ts';
import { printTable } from './table.ts';

/**
 * npm run bench -- growth [--sizes 1000,10000,100000]: what one `$submit` and one read of a case
 * cost while the store grows. Cases are filled in through the port, each with its request, its
 * member and its lines of the audit; then a server on that file is asked, one request at a time.
 * Exit code 1 when the largest store costs 20 % more than the smallest, or the vault 25 %.
 */
const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== 'growth'),
  options: { sizes: { type: 'string', default: '1000,10000,100000' } },
});
const sizes = values.sizes.split(',').map(Number);
const SAMPLES = 300;
const GROWTH_MAX = 1.2;
const VAULT_MAX = 1.25;
const folder = mkdtempSync(join(tmpdir(), 'assent-growth-'));
const port = 23_000 + (process.pid % 1000);
const base = `http://127.0.0.1:${port}/fhir`;
const template = renderedScenario('not-required');
const key = `bench:${Buffer.from(systemDigest.sha256('bench'), 'hex').toString('base64')}`;
let number = 0;

interface Subject {
  readonly file: string;
  readonly keys: string;
  readonly vault: Vault;
}

const plain: Subject = { file: join(folder, 'plain.db'), keys: '', vault: plainVault };
const sealed: Subject = { file: join(folder, 'sealed.db'), keys: key, vault: aesVault([key]) };

function startServer({ file, keys }: Subject): Promise<ChildProcess> {
  return startPayer(port, { ASSENT_STORE: `sqlite:${file}`, ASSENT_VAULT_KEYS: keys });
}

async function open({ file, vault }: Subject): Promise<Store> {
  const onFatal = (reason: string): never => {
    throw new Error(reason);
  };
  const opened = await openSqliteStore({ file, mode: 'write', vault, onFatal });
  if (!opened.ok) throw new Error(opened.problem);
  return opened.value;
}

async function submit(): Promise<string> {
  number += 1;
  const diagnosis = `J${String(number).padStart(4, '0')}`;
  const body = template.replaceAll('1005', `9${number}`).replaceAll('J44.9', diagnosis);
  const response = await fetch(`${base}/Claim/$submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body,
  });
  const text = await response.text();
  const id = /\/ClaimResponse\/([0-9A-Z]{26})"/.exec(text)?.[1];
  if (response.status !== 200 || id === undefined) throw new Error(`submit: ${text.slice(0, 300)}`);
  return id;
}

/** A case as the server made it: what is filled in is like it, but for its names. */
async function sampleOf(subject: Subject): Promise<ReviewCase> {
  const server = await startServer(subject);
  const id = await submit();
  await end(server);
  const store = await open(subject);
  const answer = await store.read({ cases: [toCaseId(id)] });
  await store.close();
  const sample = answer.ok ? answer.value.cases[0] : undefined;
  if (sample === undefined) throw new Error('the sample is not there');
  return sample;
}

function toCaseId(id: string): CaseId {
  return id as CaseId; // brand
}

const filledId = (index: number) => caseIdOf(systemDigest.sha256(`filled-${index}`));

async function fill(
  subject: Subject,
  { from, to, sample }: { from: number; to: number; sample: ReviewCase },
): Promise<void> {
  const store = await open(subject);
  const bytes = new TextEncoder().encode(template);
  let next = from;
  const worker = async (): Promise<void> => {
    while (next < to) {
      const index = next++;
      const id = filledId(index);
      const memberKey = `filled-${index}`;
      const written = await store.write({
        blobs: [{ key: `blob-${index}`, bytes, contentType: 'application/fhir+json' }],
        submission: {
          schemaVersion: 1,
          id: systemDigest.sha256(`submission-${index}`),
          clientId: sample.submitterId,
          caseId: id,
          contentKey: systemDigest.sha256(`content-${index}`),
          reservedAt: sample.receivedAt,
        },
        ledger: {
          expected: 0,
          document: { schemaVersion: 1, memberKey, version: 1, claims: [] },
        },
        case: { document: { ...sample, id, requestBlobKey: `blob-${index}` }, expected: 0 },
        audit: [
          {
            at: sample.receivedAt,
            requestId: `filled-${index}`,
            clientId: sample.submitterId,
            operation: 'submit',
            outcome: 'success',
            status: 200,
            caseId: id,
            memberKey,
          },
        ],
      });
      if (!written.ok) throw new Error(written.problem.reason);
    }
  };
  await Promise.all(Array.from({ length: 64 }, worker));
  await store.close();
}

interface Figure {
  readonly submitMs: number;
  readonly readMs: number;
}

async function measure(subject: Subject, size: number): Promise<Figure> {
  const server = await startServer(subject);
  const timed = async (call: (sample: number) => Promise<unknown>): Promise<number> => {
    const times: number[] = [];
    for (let sample = -50; sample < SAMPLES; sample += 1) {
      const begun = performance.now();
      await call(sample);
      if (sample >= 0) times.push(performance.now() - begun);
    }
    return median(times);
  };
  const submitMs = await timed(submit);
  const readMs = await timed(async (sample) => {
    // All over the store, and the same at each run.
    const index = Math.abs(sample * 7919) % size;
    const response = await fetch(`${base}/ClaimResponse/${filledId(index)}`);
    if (response.status !== 200) throw new Error(`read: ${response.status}`);
    await response.text();
  });
  await end(server);
  return { submitMs, readMs };
}

const sample = await sampleOf(plain);
const figures: (Figure & { readonly size: number })[] = [];
let filled = 0;
for (const size of sizes) {
  await fill(plain, { from: filled, to: size, sample });
  filled = size;
  const begun = performance.now();
  figures.push({ size, ...(await measure(plain, size)) });
  console.log(`${size} cases measured in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
}
const [least] = figures;
const most = figures.at(-1);
if (least === undefined || most === undefined) throw new Error('no sizes');
printTable(
  `one request at a time, median of ${SAMPLES}`,
  figures.map(({ size, submitMs, readMs }) => ({
    cases: size,
    'submit ms': submitMs.toFixed(2),
    'of the least': (submitMs / least.submitMs).toFixed(2),
    'read ms': readMs.toFixed(2),
    'of the least ': (readMs / least.readMs).toFixed(2),
  })),
);

const sealedSample = await sampleOf(sealed);
const clear: Subject = { ...plain, file: join(folder, 'clear.db') };
await fill(clear, { from: 0, to: 1_000, sample: await sampleOf(clear) });
await fill(sealed, { from: 0, to: 1_000, sample: sealedSample });
const runs: { readonly clear: Figure; readonly sealed: Figure }[] = [];
for (let run = 0; run < 3; run += 1) {
  runs.push({ clear: await measure(clear, 1_000), sealed: await measure(sealed, 1_000) });
}
const vault = {
  submit: median(runs.map((one) => one.sealed.submitMs / one.clear.submitMs)),
  read: median(runs.map((one) => one.sealed.readMs / one.clear.readMs)),
};
rmSync(folder, { recursive: true, force: true });
const growth = { submit: most.submitMs / least.submitMs, read: most.readMs / least.readMs };
const line = (name: string, { submit, read }: { submit: number; read: number }, max: number) =>
  `${name}: submit ${submit.toFixed(2)}, read ${read.toFixed(2)} (budget ${max})`;
console.log(line(`growth from ${least.size} to ${most.size}`, growth, GROWTH_MAX));
console.log(line('with the vault', vault, VAULT_MAX));
const isKept =
  Math.max(growth.submit, growth.read) <= GROWTH_MAX &&
  Math.max(vault.submit, vault.read) <= VAULT_MAX;
process.exitCode = isKept ? 0 : 1;
