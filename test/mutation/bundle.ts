import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, type Plugin } from 'vite';
import { filesBelow } from './files-below.ts';
import { type Instrumented, instrument, type Mutant } from './instrument.ts';

const root = join(import.meta.dirname, '../..');
const standIn = join(import.meta.dirname, 'vitest-stand-in.ts');

/** What stays outside of the bundle, and is loaded once for all mutants. */
const standIns = [
  ['fast-check', 'fast-check-stand-in.ts'],
  ['adapters/rulebook-files.ts', 'rulebook-once.ts'],
].map(([ending = '', file = '']) => {
  return [ending, new URL(file, import.meta.url).href] as const;
});

/** The program and its tests in one file, with all mutants in it. */
export interface Bundle {
  readonly file: string;
  readonly mutants: readonly Mutant[];
}

/** Folders of the project, and where the bundle goes. */
export interface BundleInput {
  readonly tests: string;
  readonly source: string;
  readonly out: string;
  /** Puts the mutants into a file; by itself every fault that the operators make. */
  readonly weave?: (path: string, source: string, firstId: number) => Instrumented;
}

/** Bundles the tests of a folder with the source that they are about. */
export async function bundleWithMutants({
  tests,
  source,
  out,
  weave = instrument,
}: BundleInput): Promise<Bundle> {
  const instrumented = new Map<string, string>();
  const mutants: Mutant[] = [];
  for (const path of filesBelow(join(root, source), '.ts')) {
    const name = relative(root, path);
    const made = weave(name, readFileSync(path, 'utf8'), mutants.length + 1);
    mutants.push(...made.mutants);
    instrumented.set(path, made.code);
  }
  const cases = filesBelow(join(root, tests), '.test.ts');
  const entry = join(out, 'all-tests.js');
  writeFileSync(entry, entryText(cases));
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    plugins: [weaver(instrumented)],
    resolve: { alias: { vitest: standIn } },
    ssr: { external: true, noExternal: ['vitest', 'fast-check'] },
    build: {
      ssr: entry,
      outDir: out,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'mutants.mjs' } },
    },
  });
  return { file: join(out, 'mutants.mjs'), mutants };
}

/** A module that imports every test and gives out what they have collected. */
function entryText(cases: readonly string[]): string {
  const imports = cases.map((path) => `import ${JSON.stringify(path)};`);
  return [...imports, `export { collected } from ${JSON.stringify(standIn)};`].join('\n');
}

/** Puts the mutants in, and keeps every file's own folder in its place. */
function weaver(instrumented: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'mutants',
    enforce: 'pre',
    resolveId(source) {
      const standing = standIns.find(([ending]) => source.endsWith(ending));
      return standing === undefined ? null : { id: standing[1], external: true };
    },
    transform(code, id) {
      const folder = JSON.stringify(dirname(id));
      return (instrumented.get(id) ?? code).replaceAll('import.meta.dirname', folder);
    },
  };
}
