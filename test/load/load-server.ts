import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { install } from '../hostile/installation.ts';
import { type WatchedServer, watchServer } from '../hostile/watched-server.ts';

/** A server for a run, installed with these clients and a store of its own. */
export interface LoadServer extends WatchedServer {
  readonly port: number;
}

/** What is run: a build, with how much heap, for whom. */
export interface LoadServerInput {
  readonly build: string;
  readonly heapMb: number;
  readonly clients: readonly string[];
}

/** Starts it; comes back when it is ready. */
export async function startLoadServer(input: LoadServerInput): Promise<LoadServer> {
  const port = 23_000 + (process.pid % 10_000);
  const { root, remove } = install(resolve(input.build), input.clients);
  mkdirSync(join(root, 'data'));
  const environment = {
    ASSENT_STORE: `sqlite:${join(root, 'data/assent.db')}`,
    ASSENT_SANDBOX: 'on',
  };
  const server = await watchServer({ root, port, heapMb: input.heapMb, environment });
  return {
    ...server,
    port,
    stop: async () => {
      await server.stop();
      remove();
    },
  };
}
