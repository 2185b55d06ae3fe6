import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** File systems that the kernel makes up: nothing that is written there is kept. */
const MADE_UP: ReadonlySet<number> = new Set([
  0x9fa0, // proc
  0x62656572, // sysfs
  0x63677270, // cgroup2
  0x64626720, // debugfs
  0x1cd1, // devpts
]);

/** Only who runs the server reads and writes what patients are in. */
const OWN_FILE = 0o600;
const OWN_FOLDER = 0o700;

/**
 * Where a file really lies, behind links: two paths to one store are one place, with one lock and
 * one log. Undefined for a link that leads nowhere.
 */
export function realPlace(file: string): string | undefined {
  if (existsSync(file)) return realpathSync(file);
  return isLink(file) ? undefined : file;
}

function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}

/**
 * What is wrong with the place of a store's file, in one line; undefined when a store can lie
 * there. To be asked before anything is made: below /proc, making a folder never ends.
 */
export function placeProblem(file: string, mode: 'write' | 'read'): string | undefined {
  if (existsSync(file)) {
    const found = statSync(file);
    if (found.isDirectory()) return `${file} is a folder: name a file in it`;
    if (!found.isFile()) return `${file} is no ordinary file: name another`;
    if (found.nlink > 1) {
      // The log lies beside one name, and would be missed by who comes by another.
      return `${file} has ${found.nlink} names (hard links): keep one, and remove the others`;
    }
  } else if (mode === 'read') {
    return `${file} is not there: start the server once, or name another store`;
  }
  const folder = nearestFolder(file);
  if (!statSync(folder).isDirectory()) return `${folder} is no folder: name another place`;
  if (MADE_UP.has(statfsSync(folder).type)) return `${folder} keeps no files: name another place`;
  return mode === 'write' ? writeProblem(folder) : undefined;
}

/** Makes the folder of a file. Problems: one line. */
export function makeFolder(file: string): string | undefined {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: OWN_FOLDER });
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return `${dirname(file)} can not be made (${code}): name another place`;
  }
}

/** What is wrong with a file that is there and has nothing in it; a new one is made by us. */
export function emptyProblem(file: string): string | undefined {
  if (statSync(file, { throwIfNoEntry: false })?.size !== 0) return undefined;
  return `${file} is empty, as no store is: restore a backup, or remove it to begin a new store`;
}

/**
 * Makes a file where none is, and lets nobody else read it or what lies beside it. True when none
 * was there.
 */
export function makeOwn(file: string): boolean {
  const isNew = !existsSync(file);
  closeSync(openSync(file, 'a', OWN_FILE));
  for (const path of [file, `${file}-wal`, `${file}-shm`]) {
    const { mode } = statSync(path, { throwIfNoEntry: false }) ?? { mode: OWN_FILE };
    if ((mode & ~OWN_FILE & 0o777) !== 0) ownIfOurs(path);
  }
  return isNew;
}

/** Removes a file that was made and that nothing came into. */
export function removeEmpty(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.size === 0) rmSync(file, { force: true });
}

/** The rights of a file of somebody else are theirs to give. */
function ownIfOurs(path: string): void {
  try {
    chmodSync(path, OWN_FILE);
  } catch {
    // It can be opened all the same, or the opening says why not.
  }
}

function writeProblem(folder: string): string | undefined {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch {
    return `${folder} is not writable for this user: change its rights, or name another place`;
  }
}

function nearestFolder(file: string): string {
  let folder = dirname(file);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
