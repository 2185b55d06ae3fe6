import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Outcome } from './coverage.ts';
import { coveragePage, coverageTable, listedRule } from './coverage-page.ts';
import { reasonOf } from './reasons.ts';
import { readUnreachable, type Unreachable, writeUnreachable } from './unreachable.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const page = join(import.meta.dirname, '..', '..', '..', 'docs', 'plan-coverage.md');
const isUpdate = process.env.UPDATE_GOLDEN === '1';

let bench: Workbench;
let own: readonly Outcome[];
let inherited: readonly Outcome[];

beforeAll(async () => {
  bench = await openWorkbench('2.2', 'hl7.fhir.us.davinci-pas#2.2.1');
  own = bench.own.map((rule) => bench.coverage.of(rule));
  inherited = bench.inherited.map((rule) => bench.coverage.of(rule));
  if (!isUpdate) return;
  writeUnreachable(explained());
  writeFileSync(page, pageText());
}, 120_000);

function pageText(): string {
  return coveragePage({ own, inherited, logical: bench.logical, unreachable: readUnreachable() });
}

function unreached(): readonly Outcome[] {
  return own.filter(({ status }) => !status.startsWith('covered'));
}

/** The unreached rules by reason; those without one are not listed, so that the test fails. */
function explained(): readonly Unreachable[] {
  const byReason = new Map<string, string[]>();
  for (const outcome of unreached()) {
    const reason = reasonOf(outcome.rule, bench.terminology);
    if (reason === undefined) continue;
    const rules = byReason.get(reason) ?? [];
    byReason.set(reason, rules);
    rules.push(listedRule(outcome));
  }
  const list = [...byReason].map(([reason, rules]) => ({ reason, rules: rules.sort() }));
  return list.sort((left, right) => right.rules.length - left.rules.length);
}

test('each rule of the PAS 2.2.1 plans fires, or is listed with the reason why it cannot', () => {
  const listed = readUnreachable().flatMap(({ rules }) => rules);
  console.log(coverageTable(own, ({ rule }) => rule.kind).join('\n'));
  expect(unreached().map(listedRule).sort()).toEqual([...listed].sort());
});

test('the reasons hold: each follows from the definition or from the codes that are loaded', () => {
  expect(explained()).toEqual(readUnreachable());
});

test('the rules that the plans take over are counted', () => {
  console.log(coverageTable(inherited, ({ rule }) => rule.node.structure.packageId).join('\n'));
  expect(inherited.length).toBeGreaterThan(1000);
});

test('docs/plan-coverage.md says the same', () => {
  expect(readFileSync(page, 'utf8')).toBe(pageText());
});
