import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../result.ts';
import { makeFolder, makeOwn, placeProblem } from './file-place.ts';
import { openFile } from './open-file.ts';

/**
 * Copies a store as it is at one instant, also while a server writes to it. Problems: one line.
 */
export async function backUpSqlite(file: string, to: string): Promise<Result<void, string>> {
  if (existsSync(to)) return fail(`${to} is there already: name another file`);
  if (!existsSync(file)) return fail(`${file} is not there`);
  const misplaced = placeProblem(to, 'write') ?? makeFolder(to);
  if (misplaced !== undefined) return fail(misplaced);
  const part = `${to}.part`;
  try {
    rmSync(part, { force: true });
    const { database, close } = await openFile(file, 'read');
    try {
      // What it is copied into may be there as long as it is empty.
      makeOwn(part);
      database.prepare('VACUUM INTO ?').run(part);
    } finally {
      close();
    }
    keep(part, to);
    return ok(undefined);
  } catch (error) {
    rmSync(part, { force: true });
    return fail(reasonOf(error));
  }
}

/** Puts a copy where a store is to be; never over one that is there. Problems: one line. */
export async function restoreSqlite(from: string, file: string): Promise<Result<void, string>> {
  if (!existsSync(from)) return fail(`${from} is not there`);
  // What is left of a log would be played into the copy at its first opening.
  const inTheWay = [file, `${file}-wal`, `${file}-shm`].find((path) => existsSync(path));
  if (inTheWay !== undefined) return fail(`${inTheWay} is there already: move it away first`);
  const misplaced = placeProblem(file, 'write') ?? makeFolder(file);
  if (misplaced !== undefined) return fail(misplaced);
  const part = `${file}.part`;
  try {
    copyFileSync(from, part);
    makeOwn(part);
    await checkStore(part, from);
    keep(part, file);
    return ok(undefined);
  } catch (error) {
    rmSync(part, { force: true });
    return fail(reasonOf(error));
  }
}

/** Throws one line when a copy is no store, or none that this program can work with. */
async function checkStore(part: string, from: string): Promise<void> {
  try {
    const { close } = await openFile(part, 'read');
    close();
  } catch (error) {
    throw new Error(reasonOf(error).replaceAll(part, from));
  }
}

/** Gives a file its name once its bytes are on the disk, and makes the name last too. */
function keep(part: string, to: string): void {
  sync(part);
  renameSync(part, to);
  sync(dirname(to));
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
