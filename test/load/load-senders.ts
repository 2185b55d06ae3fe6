import { Agent } from 'node:http';
import { requestsOf } from '../../bench/members.ts';
import { enroll } from '../hostile/enroll.ts';
import { percentile, type Sample } from '../hostile/figures.ts';
import { pause } from '../hostile/senders.ts';
import { timedRequest } from '../hostile/timed-request.ts';
import { endOf } from './end-of.ts';
import type { Order } from './load-child.ts';

/**
 * A process of many clients, started with its port, the number of its first member and the
 * clients' ids: enrolls their members, says `ready`, then sends what its parent orders: as many at
 * once, or as many a second whether or not earlier ones were answered. Each client has its own
 * token and its own address. Tells its parent all samples each second, and with `done` how late it
 * was itself.
 */
const MEMBERS = 150;
const TELL_MS = 1_000;
const TICK_MS = 2;
/** Longer than anybody may have to wait, so that it is seen when one has. */
const TIMEOUT_MS = 20_000;
/** Shorter than servers keep a connection, so that none is used that is just being closed. */
const KEPT_MS = 5_000;
const [port = '', first = '', ...ids] = process.argv.slice(2);
let samples: Sample[] = [];

const clients = ids.map((id, at) => ({
  id,
  from: `127.0.1.${at + 1}`,
  agent: new Agent({ keepAlive: true, timeout: KEPT_MS }),
  requests: requestsOf(MEMBERS, Number(first) + at * MEMBERS),
}));
let turn = 0;

async function send(): Promise<void> {
  const client = clients[turn % clients.length];
  turn += 1;
  if (client === undefined) return;
  const reply = await timedRequest({
    port: Number(port),
    method: 'POST',
    path: '/fhir/Claim/$submit',
    headers: { authorization: `Bearer ${client.id}`, 'content-type': 'application/fhir+json' },
    body: [Buffer.from(client.requests.another())],
    timeoutMs: TIMEOUT_MS,
    from: client.from,
    agent: client.agent,
  });
  const end = endOf(reply);
  samples.push({ at: reply.at, ms: reply.ms, isGood: end === '200', end });
}

/** Each waits for its answer before it sends the next. */
async function sendClosed(atOnce: number, forMs: number): Promise<void> {
  const until = Date.now() + forMs;
  const sendOn = async (): Promise<void> => {
    while (Date.now() < until) await send();
  };
  await Promise.all(Array.from({ length: atOnce }, sendOn));
}

/** By the clock alone; gives back how late each was sent, in milliseconds. */
async function sendOpen(perSecond: number, forMs: number): Promise<readonly number[]> {
  const begun = performance.now();
  const count = Math.round((perSecond * forMs) / 1000);
  const sent: Promise<void>[] = [];
  const late: number[] = [];
  while (sent.length < count) {
    const elapsed = performance.now() - begun;
    const due = Math.min(count, Math.floor((elapsed * perSecond) / 1000));
    while (sent.length < due) {
      late.push(performance.now() - begun - (sent.length * 1000) / perSecond);
      sent.push(send());
    }
    await pause(TICK_MS);
  }
  await Promise.all(sent);
  return late;
}

function tell(): void {
  process.send?.(samples);
  samples = [];
}

async function follow(order: Order): Promise<void> {
  const late = order.kind === 'open' ? await sendOpen(order.perSecond, order.forMs) : [];
  if (order.kind === 'closed') await sendClosed(order.atOnce, order.forMs);
  tell();
  process.send?.({ lateP99Ms: late.length === 0 ? 0 : percentile(late, 0.99) });
}

await Promise.all(
  clients.map(({ id, requests }) => enroll({ port: Number(port), token: id }, requests.bundles)),
);
process.send?.('ready');
process.on('message', follow);
setInterval(tell, TELL_MS);
process.once('disconnect', () => process.exit(0));
