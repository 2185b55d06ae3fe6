import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  let child = spawnServer(what);
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
      child = spawnServer(what);
      watch();
    });
  };
  watch();
  const sampling = setInterval(() => {
    const mb = child.pid === undefined ? undefined : rssOf(child.pid);
    if (mb !== undefined) memory.push({ at: Date.now(), mb });
  }, SAMPLE_MS);
  await ready(what.port, deaths);
  return {
    deaths,
    memory,
    stop: async () => {
      isOver = true;
      clearInterval(sampling);
      await stopChild(child);
    },
  };
}

function spawnServer({ root, port, heapMb, environment }: ServerToWatch): ChildProcess {
  const { ASSENT_MONGODB_URL: _, ...inherited } = process.env;
  const heap = ['--max-semi-space-size=64', `--max-old-space-size=${heapMb}`];
  return spawn(process.execPath, [...heap, join(root, 'dist/main.js'), '--demo'], {
    env: { ...inherited, ASSENT_PORT: String(port), ASSENT_LOG_LEVEL: 'warn', ...environment },
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

const FIRST_START_MS = 60_000;

async function ready(port: number, deaths: readonly Death[]): Promise<void> {
  const begun = Date.now();
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (answer?.ok === true) return;
    const [death] = deaths;
    if (death !== undefined) throw new Error(`the server doesn't start: ${death.how}`);
    if (Date.now() - begun > FIRST_START_MS) throw new Error('the server is not ready');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const STOP_MS = 20_000;

function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** The line that says why, of all that a dying runtime prints. */
function howOf(end: number | string, stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  const telling = lines.find((line) => /^(FATAL ERROR|assent:|\w*Error:)/u.test(line));
  return `${end}: ${telling ?? lines.findLast((line) => line !== '') ?? ''}`.slice(0, 200);
}

/** The resident memory of a process in MB; undefined when it is gone. */
function rssOf(pid: number): number | undefined {
  try {
    const kb = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? undefined : Math.round(Number(kb) / 1024);
  } catch {
    return undefined;
  }
}
