import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const globalSetup = ['test/global-setup.ts'].filter((file) => existsSync(file));

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup,
    testTimeout: 30_000,
    // One for each core: by itself the runner leaves one of two idle.
    maxWorkers: 2,
  },
});
