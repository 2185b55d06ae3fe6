import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Papers for readers by their names: the README and what lies in `docs/`; Markdown. */
export function readPapers(root: string): ReadonlyMap<string, string> {
  const folder = join(root, 'docs');
  const names = existsSync(folder) ? readdirSync(folder).filter(isPaper).sort() : [];
  const papers = new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  const first = join(root, 'README.md');
  if (existsSync(first)) papers.set('README.md', readFileSync(first, 'utf8'));
  return papers;
}

function isPaper(name: string): boolean {
  return name.endsWith('.md');
}
