import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

/**
 * Starts a build of the program, its own unless another is named, as `npm start` does, on a port
 * of loopback; comes back when it is ready. Throws when it refuses to start.
 */
export async function startPayer(
  port: number,
  environment: Readonly<Record<string, string>>,
  root: string = join(import.meta.dirname, '..'),
): Promise<ChildProcess> {
  const env = {
    ...process.env,
    ASSENT_PORT: String(port),
    ASSENT_DEMO: 'on',
    ASSENT_LOG_LEVEL: 'warn',
    ASSENT_RATE_LIMIT: '100000000',
    ...environment,
  };
  const child = fork(join(root, 'dist/main.js'), [], {
    env,
    execArgv: ['--max-semi-space-size=64'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  while (child.exitCode === null) {
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (ready?.ok === true) return child;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the server ended with ${child.exitCode}`);
}

/** Ends processes as an operator does; comes back when they are gone. */
export async function end(...children: readonly ChildProcess[]): Promise<void> {
  await Promise.all(
    children.map((child) => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      return gone;
    }),
  );
}
