import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Sample } from './figures.ts';
import type { Mix } from './mixes.ts';

/** How often each kind got which end. */
export type Tally = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Honest clients in a process of their own. */
export interface HonestClients {
  readonly samples: readonly Sample[];
  stop(): void;
}

/** Hostile senders in a process of their own. */
export interface HostileSenders {
  readonly tallies: readonly Tally[];
  /** Sends all mixes; comes back when the last one is over. */
  send(): Promise<void>;
  stop(): void;
}

/** Comes back when the clients' members are enrolled; they send from then on. */
export async function startHonest(
  port: number,
  clients: readonly string[],
): Promise<HonestClients> {
  const samples: Sample[] = [];
  const child = start('honest-clients.ts', [String(port), ...clients]);
  child.on('message', (told: unknown) => {
    if (Array.isArray(told)) for (const sample of told) samples.push(sample);
  });
  await heard(child, 'ready');
  let isOver = false;
  child.once('exit', () => {
    if (!isOver) throw new Error('the honest clients ended before the attack was over');
  });
  return {
    samples,
    stop: () => {
      isOver = true;
      child.kill();
    },
  };
}

/** Comes back when the bodies of all kinds are made. */
export async function startHostile(
  {
    port,
    token,
    member,
  }: { readonly port: number; readonly token: string; readonly member: number },
  mixes: readonly Mix[],
): Promise<HostileSenders> {
  const tallies: Tally[] = [];
  const child = start('hostile-senders.ts', [String(port), token, String(member)]);
  child.on('message', (told: unknown) => {
    if (isTold(told)) tallies.push(told.tally);
  });
  child.send(mixes);
  await heard(child, 'ready');
  return {
    tallies,
    send: async () => {
      const done = heard(child, 'done');
      child.send('go');
      await done;
    },
    stop: () => child.kill(),
  };
}

/** Starts a program of senders from its source; the file is named from this folder on. */
export function start(file: string, args: readonly string[]): ChildProcess {
  const options = { execArgv: ['--import', 'tsx'] };
  return fork(join(import.meta.dirname, file), args, options);
}

/** Comes back when a child says this word; throws when it ends before. */
export function heard(child: ChildProcess, word: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('message', (told) => {
      if (told === word) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the senders ended with ${code}`)));
  });
}

function isTold(told: unknown): told is { readonly tally: Tally } {
  return typeof told === 'object' && told !== null && 'tally' in told;
}
