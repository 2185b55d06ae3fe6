import { readFileSync } from 'node:fs';

/** Where Linux tells a process its limits; other systems are not asked. */
const LIMITS = '/proc/self/limits';

/**
 * What is wrong with the number of files that the process may have open at one time, in one line:
 * each connection is one. Undefined when it is enough, or when nobody tells.
 */
export function openFilesProblem(needed: number, limits: string = LIMITS): string | undefined {
  const [, text = ''] = /^Max open files\s+(\d+)/mu.exec(read(limits)) ?? [];
  if (text === '' || Number(text) >= needed) return undefined;
  return `the process may open ${text} files at one time, and needs ${needed}: raise ulimit -n`;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
