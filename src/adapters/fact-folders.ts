import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder to be written: its name and the text of each file by relative path. */
export interface NewFolder {
  readonly packageId: string;
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Puts a folder of facts in the place of the one that stood there. It is written beside it and
 * moved when complete: a reader never sees half of it, and of two writers the last one wins.
 */
export function writeFactFolder(root: string, folder: NewFolder): void {
  const target = join(root, folder.packageId);
  const fresh = join(root, `.${folder.packageId}.${randomUUID()}`);
  mkdirSync(fresh, { recursive: true });
  try {
    for (const directory of new Set([...folder.files.keys()].map((path) => dirname(path))))
      mkdirSync(join(fresh, directory), { recursive: true });
    for (const [path, text] of folder.files) writeFileSync(join(fresh, path), text);
    replace(target, fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function replace(target: string, fresh: string): void {
  for (let attempt = 1; ; attempt += 1) {
    const old = `${fresh}.old`;
    try {
      moveAway(target, old);
      renameSync(fresh, target);
      return;
    } catch (error) {
      // Another writer put its folder there in between the two moves.
      if (attempt === 10 || !hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error;
    } finally {
      rmSync(old, { recursive: true, force: true });
    }
  }
}

function moveAway(path: string, to: string): void {
  try {
    renameSync(path, to);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.some((code) => code === error.code);
}
