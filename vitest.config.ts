import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Tests that need a MongoDB-compatible server (`npm run test:mongo` names one), and those that take
 * long (`npm run test:slow`).
 */
const exclude = [
  ...(process.env.ASSENT_MONGODB_URL === undefined ? ['test/**/*.mongo.test.ts'] : []),
  ...(process.env.ASSENT_SLOW === undefined ? ['test/**/*.slow.test.ts'] : []),
];

const globalSetup = ['test/global-setup.ts'].filter((file) => existsSync(file));

/** What takes long although the file is short: begun last, it would leave a core idle. */
const long = ['attacks/attacks', 'conformance/coverage/coverage', 'docs/tour', 'fuzz/every-place'];

/** A run that has no times of an earlier one begins with the longest too. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean =>
      long.some((name) => moduleId.endsWith(`/test/${name}.test.ts`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude,
    globalSetup,
    testTimeout: 30_000,
    // One for each core: by itself the runner leaves one of two idle.
    maxWorkers: 2,
    // Files share what they import: loading it for each of them took a third of the time.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
});
