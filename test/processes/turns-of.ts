import { readFileSync } from 'node:fs';

/** What the main thread of a process has had of the processors, by the kernel's account. */
export interface Turns {
  readonly ranMs: number;
  /** Ready to run, while others ran. */
  readonly waitedMs: number;
}

/** Since the process began; NaN when it is gone. */
export function turnsOf(pid: number | undefined): Turns {
  try {
    const account = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ');
    const [ranMs = Number.NaN, waitedMs = Number.NaN] = account.map(
      (nanoseconds) => Number(nanoseconds) / 1_000_000,
    );
    return { ranMs, waitedMs };
  } catch {
    return { ranMs: Number.NaN, waitedMs: Number.NaN };
  }
}

/** What it had between two looks. */
export function turnsBetween(before: Turns, after: Turns): Turns {
  return {
    ranMs: after.ranMs - before.ranMs,
    waitedMs: after.waitedMs - before.waitedMs,
  };
}
