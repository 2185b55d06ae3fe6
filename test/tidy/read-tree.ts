import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from './scan/source-file.ts';

/** The root of the repository. */
const root: string = join(import.meta.dirname, '..', '..');

const readFiles = new Map<string, SourceFile>();

/** Every TypeScript and JavaScript file below the folders, sorted; absent folders give none. */
export function readTree(folders: readonly string[]): readonly SourceFile[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => {
      const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && /\.(?:ts|mts|mjs|js)$/u.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name));
    })
    .map(readOnce)
    .sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** The same file is the same object, so that its tokens are scanned once for all rules. */
function readOnce(path: string): SourceFile {
  const known = readFiles.get(path);
  if (known !== undefined) return known;
  const inside = path.slice(root.length + 1).replaceAll('\\', '/');
  const file = { path: inside, text: readFileSync(path, 'utf8') };
  readFiles.set(path, file);
  return file;
}
