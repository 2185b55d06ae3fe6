import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The papers beside the folders, the first to be read first. */
const first = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];
const folders = ['docs', 'docs/performance', 'docs/adr'];

/**
 * Papers for readers by their paths in the project: Markdown, and requests for an editor's HTTP
 * client. Those that are not there are left out.
 */
export function readPapers(root: string): ReadonlyMap<string, string> {
  const papers = first.filter((name) => existsSync(join(root, name)));
  for (const folder of folders) {
    const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
    for (const name of names.filter(isPaper).sort()) papers.push(`${folder}/${name}`);
  }
  return new Map(papers.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

function isPaper(name: string): boolean {
  return name.endsWith('.md') || name.endsWith('.http');
}
