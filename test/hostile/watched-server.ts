import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { rssOf } from '../processes/rss-of.ts';
import { endChild, spawnServer, untilReady } from '../processes/server-process.ts';
import type { Memory } from './figures.ts';

/** How a server came to its end by itself. */
export interface Death {
  readonly at: number;
  readonly how: string;
}

/** A server that is started again whenever it ends, as a supervisor does. */
export interface WatchedServer {
  readonly deaths: readonly Death[];
  readonly memory: readonly Memory[];
  /** The process that runs now; undefined when it could not be started. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

/** What is started: where it is installed, on which port, with how much heap. */
export interface ServerToWatch {
  readonly root: string;
  readonly port: number;
  readonly heapMb: number;
  readonly environment: Readonly<Record<string, string>>;
}

const SAMPLE_MS = 500;
const TAIL_CHARACTERS = 2_000;

/** Starts a server as `npm start` does, but with a small heap; comes back when it is ready. */
export async function watchServer(what: ServerToWatch): Promise<WatchedServer> {
  const deaths: Death[] = [];
  const memory: Memory[] = [];
  let isOver = false;
  let child = spawn(what);
  // Whatever ends this process ends the server too.
  process.once('exit', () => child.kill('SIGKILL'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const watch = (): void => {
    let tail = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      tail = `${tail}${chunk.toString('utf8')}`.slice(-TAIL_CHARACTERS);
    });
    child.once('exit', (code, signal) => {
      if (isOver) return;
      deaths.push({ at: Date.now(), how: howOf(code ?? signal ?? 'unknown', tail) });
      child = spawn(what);
      watch();
    });
  };
  watch();
  const sampling = setInterval(() => {
    const mb = child.pid === undefined ? undefined : rssOf(child.pid);
    if (mb !== undefined) memory.push({ at: Date.now(), mb });
  }, SAMPLE_MS);
  await untilReady(`http://127.0.0.1:${what.port}`, () => deaths[0]?.how);
  return {
    deaths,
    memory,
    pid: () => child.pid,
    stop: async () => {
      isOver = true;
      clearInterval(sampling);
      await endChild(child, 'SIGTERM');
    },
  };
}

function spawn({ root, port, heapMb, environment }: ServerToWatch): ChildProcess {
  const child = spawnServer({
    program: ['--max-semi-space-size=64', join(root, 'dist/main.js'), '--demo'],
    heapMb,
    root,
    environment: { ASSENT_PORT: String(port), ASSENT_LOG_LEVEL: 'warn', ...environment },
  });
  child.stdout?.resume();
  return child;
}

/** The line that says why, of all that a dying runtime prints. */
function howOf(end: number | string, stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  const telling = lines.find((line) => /^(FATAL ERROR|assent:|\w*Error:)/u.test(line));
  return `${end}: ${telling ?? lines.findLast((line) => line !== '') ?? ''}`.slice(0, 200);
}
