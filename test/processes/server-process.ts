import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** What is started: a program with arguments, in which folder, with which heap and settings. */
export interface ServerToStart {
  readonly program: readonly string[];
  readonly heapMb: number;
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Spawns a server; of what the environment has, no setting is taken over. */
export function spawnServer({ program, heapMb, root, environment }: ServerToStart): ChildProcess {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('ASSENT_'));
  return spawn(process.execPath, [`--max-old-space-size=${heapMb}`, ...program], {
    cwd: root,
    env: { ...Object.fromEntries(own), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const START_MS = 60_000;
const LOOK_MS = 50;

/** Comes back when a server is ready; throws when it has ended, for which `ended` says why. */
export async function untilReady(url: string, ended: () => string | undefined): Promise<void> {
  const begun = performance.now();
  for (;;) {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok === true) return;
    const why = ended();
    if (why !== undefined) throw new Error(`the server doesn't start: ${why}`);
    if (performance.now() - begun > START_MS) throw new Error('the server is not ready');
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** A server from the source in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  isGone(): boolean;
  /** Ends it at once; comes back when it is gone. */
  kill(): Promise<void>;
}

/** Starts a server from the source on a free port; comes back when it is ready. */
export async function startServerProcess(
  heapMb: number,
  environment: ServerToStart['environment'],
): Promise<ServerProcess> {
  const child = spawnServer({
    program: ['--import', 'tsx', 'src/main.ts'],
    heapMb,
    root: join(import.meta.dirname, '../..'),
    environment: { ASSENT_PORT: '0', ASSENT_LOG_LEVEL: 'silent', ...environment },
  });
  const url = await urlOf(child);
  await untilReady(url, () => (isGone(child) ? 'it has ended' : undefined));
  return {
    url,
    pid: child.pid ?? 0,
    isGone: () => isGone(child),
    kill: () => endChild(child, 'SIGKILL'),
  };
}

const KILL_MS = 20_000;

/** Ends a process, by force if it takes too long; comes back when it is gone. */
export function endChild(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  return new Promise((resolve) => {
    if (isGone(child)) {
      resolve();
      return;
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), KILL_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill(signal);
  });
}

function isGone({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** What it says once it listens: its own screen tells the port. */
function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        if (said.length < SAID_MAX) said += chunk.toString('utf8');
        const url = /FHIR +(http:\/\/[^/\s]+)\/fhir/u.exec(said)?.[1];
        if (url !== undefined) resolve(url);
      });
    }
    child.once('exit', () => reject(new Error(said)));
  });
}

const SAID_MAX = 10_000;
