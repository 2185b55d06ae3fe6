import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/**
 * Tests that need a MongoDB-compatible server (`npm run test:mongo` names one), and those that take
 * long (`npm run test:slow`).
 */
const exclude = [
  ...(process.env.ASSENT_MONGODB_URL === undefined ? ['test/**/*.mongo.test.ts'] : []),
  ...(process.env.ASSENT_SLOW === undefined ? ['test/**/*.slow.test.ts'] : []),
];

const globalSetup = ['test/global-setup.ts'].filter((file) => existsSync(file));

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
  },
});
