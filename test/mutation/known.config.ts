// The configuration of a test run with one of the known faults in the source, or with none.
import { join, relative } from 'node:path';
import { mergeConfig } from 'vitest/config';
import plain from '../../vitest.config.ts';
import { knownMutants, replaced } from './known-mutants.ts';

const root = join(import.meta.dirname, '../..');
const known = knownMutants.find(({ name }) => name === process.env.ASSENT_KNOWN_MUTANT);

export default mergeConfig(plain, {
  root,
  plugins: [
    {
      name: 'known-mutant',
      enforce: 'pre',
      transform: (code: string, id: string) =>
        known !== undefined && relative(root, id) === known.path ? replaced(code, known) : null,
    },
  ],
});
