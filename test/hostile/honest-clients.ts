import { requestsOf } from '../../bench/members.ts';
import { enroll } from './enroll.ts';
import type { Sample } from './figures.ts';
import { timedRequest } from './timed-request.ts';

/**
 * A process of honest clients, started with its port and the clients' ids: enrolls their members,
 * says `ready`, then each sends a request every half second, whether or not earlier ones were
 * answered, and reads every fifth case back. Tells its parent all samples each second.
 */
const PACE_MS = 500;
const TELL_MS = 1_000;
const TIMEOUT_MS = 20_000;
const MEMBERS = 50;
const READ_EVERY = 5;
const [port = '', ...ids] = process.argv.slice(2);
let samples: Sample[] = [];

function headersOf(id: string) {
  return { authorization: `Bearer ${id}`, 'content-type': 'application/fhir+json' };
}

function note({ at, ms, isGood, end }: Sample): void {
  samples.push({ at, ms, isGood, end });
}

/** A decision is good; an answer that the request was not processed is none. */
async function submit(id: string, bundle: string): Promise<string | undefined> {
  const reply = await timedRequest({
    port: Number(port),
    method: 'POST',
    path: '/fhir/Claim/$submit',
    headers: headersOf(id),
    body: [Buffer.from(bundle)],
    timeoutMs: TIMEOUT_MS,
  });
  const isProcessed = reply.isGood && !reply.text.includes('"outcome":"error"');
  const end = reply.isGood && !isProcessed ? 'not processed' : reply.end;
  note({ ...reply, isGood: isProcessed, end });
  return isProcessed ? /\/ClaimResponse\/([0-9A-Z]{26})"/u.exec(reply.text)?.[1] : undefined;
}

async function readBack(id: string, found: string): Promise<void> {
  const path = `/fhir/ClaimResponse/${found}`;
  const headers = { authorization: `Bearer ${id}` };
  note(
    await timedRequest({ port: Number(port), method: 'GET', path, headers, timeoutMs: TIMEOUT_MS }),
  );
}

const clients = ids.map((id, at) => ({
  id,
  requests: requestsOf(MEMBERS, at * MEMBERS),
}));
await Promise.all(
  clients.map(({ id, requests }) => enroll({ port: Number(port), token: id }, requests.bundles)),
);
process.send?.('ready');
for (const [at, { id, requests }] of clients.entries()) {
  let turn = 0;
  const send = async (): Promise<void> => {
    turn += 1;
    const isRead = turn % READ_EVERY === 0;
    const found = await submit(id, requests.another());
    if (isRead && found !== undefined) await readBack(id, found);
  };
  // Their beats lie side by side, not on one another.
  setTimeout(() => setInterval(send, PACE_MS), (at * PACE_MS) / clients.length);
}
setInterval(() => {
  process.send?.(samples);
  samples = [];
}, TELL_MS);
process.once('disconnect', () => process.exit(0));
