import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Goal: the papers name only what exists, and all of it. */
const root = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const adrs = readdirSync(join(root, 'docs/adr')).filter((name) => /^\d/u.test(name));
const papers = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'],
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  'docs/adr/README.md',
  ...adrs.map((name) => `docs/adr/${name}`),
];
const manifest: { scripts: Record<string, string>; bin: Record<string, string> } = JSON.parse(
  read('package.json'),
);

describe('the papers', () => {
  it.each(papers)('%s names scripts and programs of package.json', (paper) => {
    const text = read(paper);
    const scripts = [...text.matchAll(/npm run ([\w:-]+)/gu)].map(([, name = '']) => name);
    const shorthands = [...text.matchAll(/npm (test|start)\b/gu)].map(([, name = '']) => name);
    const programs = [...text.matchAll(/npx (\w+)/gu)].map(([, name = '']) => name);
    expect([...scripts, ...shorthands].filter((name) => !(name in manifest.scripts))).toEqual([]);
    expect(programs.filter((name) => !(name in manifest.bin))).toEqual([]);
  });

  it.each(papers)('%s links to what is there', (paper) => {
    const links = [...read(paper).matchAll(/\]\(([^):#]+)\)/gu)].map(([, target = '']) => target);
    const absent = links.filter((target) => !existsSync(join(root, dirname(paper), target)));
    expect(absent).toEqual([]);
  });

  it.each(papers)('%s closes what it opens', (paper) => {
    const fences = read(paper)
      .split('\n')
      .filter((line) => line.includes('```'));
    const [closing, opening] = [1, 0].map((rest) => fences.filter((_, at) => at % 2 === rest));
    expect(opening?.filter((line) => !/^```[a-z-]*$/u.test(line))).toEqual([]);
    expect(closing).toEqual(opening?.map(() => '```'));
  });

  it('ARCHITECTURE.md maps folders that exist', () => {
    const [, map = ''] = read('ARCHITECTURE.md').split('## The map');
    const rows = [...map.matchAll(/^\| `((?:src|profiles|test)[^`]*)` \|/gmu)];
    expect(rows.length).toBeGreaterThan(5);
    expect(
      rows.map(([, path = '']) => path).filter((path) => !existsSync(join(root, path))),
    ).toEqual([]);
  });

  it('the index of decisions is complete and in order', () => {
    const listed = [
      ...read('docs/adr/README.md').matchAll(/^\| \[(\d{4})\]\((.*?)\) \| (.*) \|$/gmu),
    ];
    expect(listed.map(([, , file]) => file)).toEqual(adrs);
    for (const [, number = '', file = '', title = ''] of listed) {
      const [heading = ''] = read(`docs/adr/${file}`).split('\n');
      expect(heading).toBe(`# ${number} ${title}`);
    }
  });

  it.each(adrs)('%s has its four parts', (name) => {
    const parts = [...read(`docs/adr/${name}`).matchAll(/^## (.*)$/gmu)].map(([, part]) => part);
    expect(parts).toEqual(['Context', 'Decision', 'Consequences', 'What would undo it']);
  });

  it('CI runs the commands of README', () => {
    const ci = read('.ci/run');
    for (const command of ['npm ci', 'npm test', 'npm run check']) expect(ci).toContain(command);
    expect(read('README.md')).toContain('npm ci && npm test');
  });
});
