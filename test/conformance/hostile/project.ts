import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's root: the nearest folder above this file that has a package.json. */
export const project: string = rootAbove(import.meta.dirname);

function rootAbove(folder: string): string {
  let at = folder;
  while (!existsSync(join(at, 'package.json')) && dirname(at) !== at) at = dirname(at);
  return at;
}
