import { describe, expect, it } from 'vitest';
import { openProgress } from '../../src/cli/progress.ts';
import { Capture } from './capture.ts';

describe('openProgress', () => {
  const watch = (isTTY: boolean, steps: readonly (readonly [number, number])[]): string => {
    const output = new Capture(isTTY);
    let now = 0;
    const progress = openProgress(output, () => now);
    for (const [at, done] of steps) {
      now = at;
      progress.show(done, 'of it');
    }
    progress.clear();
    return output.text;
  };

  it('draws nothing when no terminal watches', () => {
    expect(watch(false, [[9000, 0.5]])).toBe('');
  });

  it('draws nothing when the work ends soon', () => {
    expect(
      watch(true, [
        [100, 0.1],
        [499, 0.9],
      ]),
    ).toBe('');
  });

  it('draws at most ten times a second and cleans up', () => {
    const text = watch(true, [
      [600, 0.5],
      [650, 0.6],
      [699, 0.7],
      [701, 1.4],
    ]);
    const half = `\r\u001b[K${'█'.repeat(12)}${'░'.repeat(12)}  50 % of it`;
    const full = `\r\u001b[K${'█'.repeat(24)} 100 % of it`;
    expect(text).toBe(`${half}${full}\r\u001b[K`);
  });
});
