import { accessSync, constants, existsSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** File systems that the kernel makes up: nothing that is written there is kept. */
const MADE_UP: ReadonlySet<number> = new Set([
  0x9fa0, // proc
  0x62656572, // sysfs
  0x63677270, // cgroup2
  0x64626720, // debugfs
  0x1cd1, // devpts
]);

/**
 * What is wrong with the place of a store's file, in one line; undefined when a store can lie
 * there. To be asked before anything is made: below /proc, making a folder never ends.
 */
export function placeProblem(file: string, mode: 'write' | 'read'): string | undefined {
  if (existsSync(file)) {
    const found = statSync(file);
    if (found.isDirectory()) return `${file} is a folder: name a file in it`;
    if (!found.isFile()) return `${file} is no ordinary file: name another`;
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
    mkdirSync(dirname(file), { recursive: true });
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return `${dirname(file)} can not be made (${code}): name another place`;
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
