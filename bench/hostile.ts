import { garbageCollector } from '../test/conformance/hostile/collect-garbage.ts';
import { hostileInputs } from '../test/conformance/hostile/inputs.ts';
import { runInvariants } from '../test/conformance/hostile/invariant-runs.ts';
import { judgeBytes, openFacts, openFull } from '../test/conformance/hostile/judge-bytes.ts';
import { growthBy, namingClients } from '../test/conformance/hostile/naming-clients.ts';
import { printTable } from './table.ts';
import type { Verdict } from './verdict.ts';

const INPUT_MS_MAX = 2000;
const INVARIANT_MS_MAX = 500;
const GROWTH_MB_MAX = 4;
const GROWTH = { warmUp: 20, rounds: 200, names: 500 };

/** The worst of each kind of hostile input. */
export interface HostileFigures {
  readonly slowestInputMs: number;
  readonly slowestInvariantMs: number;
  readonly invariants: number;
  readonly greatestGrowthMb: number;
}

/** Hostile documents, invariants on hostile texts, and memory under ever new names. */
export async function measureHostile(): Promise<{
  figures: HostileFigures;
  budgets: readonly Verdict[];
}> {
  const slowestInputMs = await measureInputs();
  const { slowestInvariantMs, invariants } = await measureInvariants();
  const greatestGrowthMb = await measureGrowth();
  return {
    figures: { slowestInputMs, slowestInvariantMs, invariants, greatestGrowthMb },
    budgets: [
      { name: 'slowest hostile input, ms', value: slowestInputMs, max: INPUT_MS_MAX },
      { name: 'slowest invariant, ms', value: slowestInvariantMs, max: INVARIANT_MS_MAX },
      { name: 'growth by new names, MB', value: greatestGrowthMb, max: GROWTH_MB_MAX },
    ],
  };
}

async function measureInputs(): Promise<number> {
  const validator = await openFull();
  const rows = hostileInputs.map(({ name, bytes }) => {
    const document = bytes();
    const { ms, findings, issues } = judgeBytes(validator, document);
    const isStopped = issues?.some(({ rule }) => rule === 'limits/steps') ?? false;
    return {
      input: name,
      MB: (document.length / 1e6).toFixed(1),
      ms,
      end: issues === undefined ? `refused: ${findings[0]}` : isStopped ? 'stopped' : 'judged',
      issues: issues?.length ?? findings.length,
    };
  });
  printTable(
    'hostile documents, bytes to issues',
    rows.map((row) => ({ ...row, ms: row.ms.toFixed(0) })),
  );
  return Math.max(...rows.map(({ ms }) => ms));
}

async function measureInvariants(): Promise<{ slowestInvariantMs: number; invariants: number }> {
  const source = openFacts();
  const { runs, invariants, withoutElement } = runInvariants(await openFull(source), source);
  const slowest = [...runs].sort((left, right) => right.ms - left.ms).slice(0, 5);
  printTable(
    `${invariants} invariants on hostile texts, ${runs.length} runs; the slowest`,
    slowest.map(({ invariant, text, ms, steps }) => ({
      invariant: invariant.slice(0, 60),
      text,
      ms: ms.toFixed(1),
      steps,
    })),
  );
  if (withoutElement.length > 0) console.log(`without an element: ${withoutElement.join('; ')}`);
  return { slowestInvariantMs: slowest[0]?.ms ?? 0, invariants };
}

async function measureGrowth(): Promise<number> {
  const validator = await openFull();
  const collect = garbageCollector();
  const rows = namingClients.map((client) => ({
    client: client.name,
    megabytes: growthBy(client, validator, { ...GROWTH, collect }) / 1e6,
  }));
  printTable(
    `memory kept after ${GROWTH.rounds} validations with ${GROWTH.names} new names each`,
    rows.map(({ client, megabytes }) => ({ client, MB: megabytes.toFixed(2) })),
  );
  return Math.max(...rows.map(({ megabytes }) => megabytes));
}
