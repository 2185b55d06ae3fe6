import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isJsonObject, type JsonObject } from '../../src/fhir/json/json.ts';
import { scenario } from '../operations/payer.ts';
import { rssOf } from '../processes/rss-of.ts';
import { type ServerProcess, startServerProcess } from '../processes/server-process.ts';

/**
 * Goal: one client's documents that cost much end neither the process nor the service of others.
 * Method: a server in a process with a heap of 512 MB; five of a kind at once from one client while
 * another one submits; then the process is there, and five more take no more of memory.
 */
const HEAP_MB = 512;
const GROWTH_MB_MAX = 100;
/** Half a second of another's document at the most, on a machine that may be busy. */
const HELD_UP_MS_MAX = 4000;
const folder = mkdtempSync(join(tmpdir(), 'assent-senders-'));
let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess(HEAP_MB, {
    ASSENT_DEMO: 'on',
    ASSENT_STORE: `sqlite:${join(folder, 'assent.db')}`,
  });
  for (let at = 0; at < 20; at += 1) await honest();
}, 70_000);

afterAll(async () => {
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

async function post(path: string, body: string, token: string): Promise<string> {
  const headers = {
    'content-type': 'application/fhir+json',
    'content-encoding': 'gzip',
    authorization: `Bearer ${token}`,
  };
  const answer = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers,
    body: gzipSync(body, { level: 1 }),
  });
  return `${answer.status} ${await answer.text()}`;
}

const submit = '/fhir/Claim/$submit';

function honest(): Promise<string> {
  return post(submit, scenario('home-oxygen-approved'), 'demo-ehr-one');
}

const list = (count: number, item = '{}'): string => `[${Array(count).fill(item).join(',')}]`;

/** The demo's request with a text in place of one member of a resource. */
function request(type: string, name: string, text: string): string {
  const bundle = JSON.parse(scenario('home-oxygen-approved'));
  const resources: readonly unknown[] = bundle.entry.map((one: JsonObject) => one.resource);
  const resource = resources.find((one) => isJsonObject(one) && one.resourceType === type);
  Object.assign(resource ?? {}, { [name]: '@@' });
  return JSON.stringify(bundle).replace('"@@"', () => text);
}

const quantity = (digits: number): string => `{"value":86.${'0'.repeat(digits)},"unit":"%"}`;

/** Five at once from one client while another one submits. */
async function fiveOf(path: string, body: string, words: string): Promise<void> {
  const sent = Promise.all(Array.from({ length: 5 }, () => post(path, body, 'demo-tour')));
  const others = [await honest(), await honest(), await honest()];
  const answers = await sent;
  expect(others.every((answer) => answer.startsWith('200 '))).toBe(true);
  const refusals = answers.filter((answer) => /^400 .*the limit is ASSENT_/u.test(answer));
  expect(refusals.length).toBeGreaterThan(0);
  for (const refusal of refusals) expect(refusal).toContain(words);
  // Whoever sends too much at once is asked to wait; nothing of it is a fault.
  for (const answer of answers) expect(answer).toMatch(/^(?:400|429|503) /u);
  expect(server.isGone()).toBe(false);
}

const ITEMS = 'An array has more than';

test.each([
  ['900,000 empty extensions', '/fhir/$validate', patient(`"extension":${list(900_000)}`), ITEMS],
  ['600,000 empty extensions', submit, request('Patient', 'extension', list(600_000)), ITEMS],
  ['200,000 names', submit, request('Patient', 'name', list(200_000, '{"family":"A"}')), ITEMS],
  ['24 MB of digits', submit, request('Observation', 'valueQuantity', quantity(24e6)), 'A number'],
  [
    '2,000,000 in many lists',
    '/fhir/$validate',
    patient(`"contact":${list(200, `{"extension":${list(9_999)}}`)}`),
    'The document has more than',
  ],
])(
  '%s',
  async (_, path, body, words) => {
    await fiveOf(path, body, words);
    const before = rssOf(server.pid);
    await fiveOf(path, body, words);
    expect(rssOf(server.pid)).toBeLessThan((before ?? 0) * 1.2 + GROWTH_MB_MAX);
  },
  60_000,
);

test('documents that take long hold up nobody else', async () => {
  const ids = (of: number): string =>
    Array.from({ length: 4900 }, (_, at) => `{"id":"i${of}-${at}"}`).join(',');
  const contacts = Array.from({ length: 55 }, (_, of) => `{"telecom":[${ids(of)}]}`);
  const long = patient(`"contact":[${contacts.join(',')}]`);
  const sent = Promise.all(
    Array.from({ length: 5 }, () => post('/fhir/$validate', long, 'demo-tour')),
  );
  const longest = await longestOf(10);
  // Those who come last run out of their own time.
  for (const answer of await sent) expect(answer).toMatch(/^(?:200|429|503) /u);
  expect(longest).toBeLessThan(HELD_UP_MS_MAX);
  expect(server.isGone()).toBe(false);
}, 60_000);

/** The longest time that an honest request waits, of so many one after the other. */
async function longestOf(count: number): Promise<number> {
  let longest = 0;
  for (let at = 0; at < count; at += 1) {
    const startedAt = performance.now();
    expect(await honest()).toMatch(/^200 /u);
    longest = Math.max(longest, performance.now() - startedAt);
  }
  return longest;
}

function patient(members: string): string {
  return `{"resourceType":"Patient",${members}}`;
}
