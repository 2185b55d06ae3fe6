import { parseArgs } from 'node:util';
import { createJudge } from './judge.ts';
import { runExamples } from './run-examples.ts';
import { runMutants } from './run-mutants.ts';

/**
 * Compares Assent's validator with the official one: `tsx test/conformance/oracle/run.ts
 * [--count 5200] [--seed 1] [--url http://127.0.0.1:3500] [--listed 100]`, or of what the packages
 * hold themselves: `--examples`, `--definitions`.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '5200' },
    seed: { type: 'string', default: '1' },
    url: { type: 'string', default: 'http://127.0.0.1:3500' },
    listed: { type: 'string', default: '20' },
    packages: { type: 'string', default: '../shared/ig' },
    examples: { type: 'boolean', default: false },
    definitions: { type: 'boolean', default: false },
  },
});
const { url, packages } = values;
const health = await fetch(`${url}/health`).catch(() => undefined);
if (health?.ok !== true) {
  console.error(
    `the official validator does not answer at ${url}: start ../shared/oracle/start.sh`,
  );
  process.exit(2);
}
const judge = await createJudge();
const what = values.definitions ? 'definition' : 'example';
const isFine =
  values.examples || values.definitions
    ? await runExamples({ judge, url, packages, what })
    : await runMutants({
        judge,
        url,
        count: Number(values.count),
        seed: Number(values.seed),
        listed: Number(values.listed),
      });
process.exitCode = isFine ? 0 : 1;
