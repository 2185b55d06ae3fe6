import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBase } from '../src/cli/commands/profiles-base.ts';

/** Builds the facts of base R4 once before the tests, unless they are up to date. */
export default function setup(): void {
  buildBase(dirname(dirname(fileURLToPath(import.meta.url))));
}
