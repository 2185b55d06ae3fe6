// npx tsx test/fuzz/long.ts [--count 100000] [--seed TEXT]: many random mutants, and the figures.
import { parseArgs } from 'node:util';
import { openFull } from '../conformance/hostile/judge-bytes.ts';
import { runCampaign } from './campaign.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now()) },
  },
});

const count = Number(values.count);
const start = performance.now();
const heapBefore = process.memoryUsage().heapUsed;
const campaign = runCampaign(await openFull(), {
  seed: values.seed,
  count,
  msMax: 250,
  onProgress: (done) => {
    if (done % 5000 === 0) console.error(`${done} of ${count}`);
  },
});
const { failures, ...figures } = campaign;
console.log(
  JSON.stringify({
    seed: values.seed,
    ...figures,
    failures: failures.length,
    seconds: Math.round((performance.now() - start) / 1000),
    heapGrowthMb: Math.round((process.memoryUsage().heapUsed - heapBefore) / 1e6),
  }),
);
for (const failure of failures.slice(0, 10)) {
  console.log(`${failure.seed} ${failure.example}: ${failure.problem.slice(0, 600)}`);
}
if (failures.length > 0) process.exitCode = 1;
