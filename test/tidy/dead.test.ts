import { describe, expect, it } from 'vitest';
import * as dead from './rules/dead.ts';

describe('dead code', () => {
  const one = { path: 'src/one.ts', text: '/** A. */\nexport const a = 1;\n' };
  const two = { path: 'src/two.ts', text: "import { a } from './one.ts';\na;\n" };

  it('is an export that no other file names', () => {
    expect(dead.noDeadExports([one]).length).toBe(1);
    expect(dead.noDeadExports([one, two])).toEqual([]);
  });

  it('is a file that no other imports', () => {
    expect(dead.noDeadFiles([one]).length).toBe(1);
    expect(dead.noDeadFiles([one, two]).map(({ path }) => path)).toEqual(['src/two.ts']);
  });
});
