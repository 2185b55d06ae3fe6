import type { Dirent } from 'node:fs';
import { access, constants, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../result.ts';

/** An input of `assent validate` that can be read. */
export interface InputFile {
  readonly name: string;
  /** 0 for standard input, whose size nobody knows. */
  readonly sizeBytes: number;
}

/**
 * The files that the command line names, patterns expanded and sorted; a folder stands for the
 * files below it that end like `ending`. A name that exists is never a pattern.
 * Problems: one line about the first name that can't be read.
 */
export async function findFiles(
  names: readonly string[],
  ending: '.json' | '.ndjson',
): Promise<Result<readonly InputFile[], string>> {
  const files: InputFile[] = [];
  for (const name of names) {
    const found = await findByName(name, ending);
    if (!found.ok) return found;
    for (const file of found.value) files.push(file);
  }
  if (files.filter((file) => file.name === '-').length > 1) {
    return fail('standard input can be read once only, but "-" is given more than once');
  }
  return ok(files);
}

async function findByName(
  name: string,
  ending: string,
): Promise<Result<readonly InputFile[], string>> {
  if (name === '-') return ok([{ name, sizeBytes: 0 }]);
  if (await isFolder(name)) return filesOf(await filesBelow(name, ending), `${name}/**/*${ending}`);
  const exact = await checkFile(name);
  if (exact.ok || !/[*?]/u.test(name)) return exact.ok ? ok([exact.value]) : exact;
  return filesOf(await expandPattern(name), name);
}

async function filesOf(
  names: readonly string[],
  pattern: string,
): Promise<Result<readonly InputFile[], string>> {
  if (names.length === 0) return fail(`no file matches "${pattern}"`);
  const files: InputFile[] = [];
  for (const name of names) {
    const file = await checkFile(name);
    if (!file.ok) return file;
    files.push(file.value);
  }
  return ok(files);
}

async function isFolder(name: string): Promise<boolean> {
  try {
    return (await stat(name)).isDirectory();
  } catch {
    return false;
  }
}

async function filesBelow(folder: string, ending: string): Promise<readonly string[]> {
  const folders = new Set<string>([folder]);
  await addTree(folder, folders);
  const files: string[] = [];
  for (const one of folders) {
    for (const entry of await listFolder(one)) {
      const isShown = !entry.isDirectory() && !entry.name.startsWith('.');
      if (isShown && entry.name.endsWith(ending)) files.push(join(one, entry.name));
    }
  }
  return files.sort();
}

async function checkFile(name: string): Promise<Result<InputFile, string>> {
  try {
    const found = await stat(name);
    await access(name, constants.R_OK);
    return ok({ name, sizeBytes: found.size });
  } catch (error) {
    return fail(`can't read "${name}": ${readableCause(error)}`);
  }
}

/** Why a file could not be read, in a few words. */
export function readableCause(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'reading it is not allowed';
  return code === '' ? String(error) : code;
}

/** Files that match a pattern of `*`, `?` and (as a whole segment) `**`, sorted by name. */
async function expandPattern(pattern: string): Promise<readonly string[]> {
  const absolute = pattern.startsWith('/');
  let folders = new Set([absolute ? '/' : '']);
  const segments = pattern.split('/').filter((segment) => segment !== '');
  const last = segments.pop() ?? '';
  for (const segment of segments) folders = await descend(folders, segment);
  const files: string[] = [];
  for (const folder of folders) {
    const matches = toMatcher(last === '**' ? '*' : last);
    for (const entry of await listFolder(folder)) {
      if (!entry.isDirectory() && matches(entry.name)) files.push(join(folder, entry.name));
    }
  }
  return files.sort();
}

async function descend(folders: ReadonlySet<string>, segment: string): Promise<Set<string>> {
  const next = new Set<string>();
  for (const folder of folders) {
    if (segment === '**') await addTree(folder, next);
    else if (!/[*?]/u.test(segment)) next.add(join(folder, segment));
    else await addMatches(folder, toMatcher(segment), next);
  }
  return next;
}

async function addMatches(
  folder: string,
  matches: (name: string) => boolean,
  into: Set<string>,
): Promise<void> {
  for (const entry of await listFolder(folder)) {
    if (entry.isDirectory() && matches(entry.name)) into.add(join(folder, entry.name));
  }
}

async function addTree(root: string, into: Set<string>): Promise<void> {
  const waiting = [root];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    into.add(folder);
    for (const entry of await listFolder(folder)) {
      const hidden = entry.name.startsWith('.');
      if (entry.isDirectory() && !hidden) waiting.push(join(folder, entry.name));
    }
  }
}

async function listFolder(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder === '' ? '.' : folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function toMatcher(segment: string): (name: string) => boolean {
  const pattern = Array.from(segment);
  const dotted = segment.startsWith('.');
  return (name) => (dotted || !name.startsWith('.')) && isMatch(pattern, Array.from(name));
}

/** `?` is one character, `*` any number: the last star alone ever has to take one more. */
function isMatch(pattern: readonly string[], name: readonly string[]): boolean {
  let [at, star, taken] = [0, -1, 0];
  for (let index = 0; index < name.length; ) {
    const sign = pattern[at];
    if (sign === '*') {
      [star, taken] = [at, index];
      at += 1;
    } else if (sign === '?' || sign === name[index]) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      taken += 1;
      [at, index] = [star + 1, taken];
    } else return false;
  }
  return pattern.slice(at).every((sign) => sign === '*');
}
