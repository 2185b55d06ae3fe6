import { setMaxListeners } from 'node:events';
import { setPriority } from 'node:os';
import { requestsOf } from '../../bench/members.ts';
import type { Tally } from './children.ts';
import { enroll } from './enroll.ts';
import { hostileKinds } from './kinds.ts';
import type { Mix } from './mixes.ts';
import { requestText } from './request-text.ts';
import { pause, type Send, type Target } from './senders.ts';

/**
 * A process of hostile senders, started with its port, its token and a number of a member that no
 * honest client has: enrolls that member, makes the bodies of the kinds that its parent names, says
 * `ready`, sends the mixes that its parent names, and tells what came of them.
 * It gives way to the server: where both want the processor, the server has it.
 */
const [port = '', token = '', member = ''] = process.argv.slice(2);
setPriority(10);

async function targetOf(): Promise<Target> {
  const [bundle = ''] = requestsOf(1, Number(member)).bundles;
  await enroll({ port: Number(port), token }, [bundle]);
  return { port: Number(port), token, request: requestText(bundle) };
}

async function sendMix({ forMs, kinds }: Mix, sends: ReadonlyMap<string, Send>): Promise<Tally> {
  const over = new AbortController();
  setMaxListeners(0, over.signal);
  const timer = setTimeout(() => over.abort(), forMs);
  const tally: Record<string, Record<string, number>> = {};
  const sending = kinds.map(async (kind) => {
    const ends: Record<string, number> = {};
    tally[kind] = ends;
    await sends.get(kind)?.(over.signal, (end) => {
      ends[end] = (ends[end] ?? 0) + 1;
    });
  });
  await Promise.all([...sending, pause(forMs)]);
  clearTimeout(timer);
  return tally;
}

async function run(mixes: readonly Mix[]): Promise<void> {
  const target = await targetOf();
  const named = new Set(mixes.flatMap(({ kinds }) => kinds));
  const sends = new Map(
    hostileKinds
      .filter(({ name }) => named.has(name))
      .map(({ name, prepare }) => [name, prepare(target)] as const),
  );
  process.send?.('ready');
  await new Promise((resolve) => process.once('message', resolve));
  const begun = Date.now();
  for (const mix of mixes) {
    await pause(Math.max(0, begun + mix.atMs - Date.now()));
    process.send?.({ tally: await sendMix(mix, sends) });
  }
  process.send?.('done');
}

process.once('message', (mixes: readonly Mix[]) => run(mixes));
process.once('disconnect', () => process.exit(0));
