import { statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where a store lies, as long as it is open. */
export interface WatchedPlace {
  /** Why what is written would be lost: another file than was opened lies there, or none. */
  moved(): string | undefined;
  /** That, or that the disk has no room. */
  problem(): string | undefined;
}

/** Of a store that lies in no file. */
export const NO_PLACE: WatchedPlace = { moved: () => undefined, problem: () => undefined };

/**
 * Remembers which file a store was opened in. What is wrong is said in one line, also when the
 * place can't be looked at: a disk that fails, a share that has gone.
 */
export function watchPlace(file: string): WatchedPlace {
  const opened = identityOf(file);
  const moved = (): string | undefined => {
    const found = identityOf(file);
    if (found === undefined) return `${file} is gone: put it back, or restart on a backup`;
    return found === opened
      ? undefined
      : `${file} is another file than was opened: restart the server`;
  };
  const full = (): string | undefined =>
    isFull(file) ? `the disk of ${file} is full: make room` : undefined;
  return {
    moved: () => seen(file, moved),
    problem: () => seen(file, () => moved() ?? full()),
  };
}

function seen(file: string, look: () => string | undefined): string | undefined {
  try {
    return look();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return `${file} can not be looked at (${code}): look at its disk and its rights`;
  }
}

function identityOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}

/** File systems that don't count have no blocks at all. */
function isFull(file: string): boolean {
  const { blocks, bavail } = statfsSync(dirname(file));
  return blocks > 0 && bavail === 0;
}
