import type { Outcome } from './coverage.ts';
import { ruleId } from './plan-rule.ts';
import type { Unreachable } from './unreachable.ts';

/** What the page tells. */
export interface CoverageFigures {
  readonly own: readonly Outcome[];
  readonly inherited: readonly Outcome[];
  readonly logical: ReadonlyMap<string, number>;
  readonly unreachable: readonly Unreachable[];
}

/** The page docs/plan-coverage.md. */
export function coveragePage(figures: CoverageFigures): string {
  const { own, inherited, logical, unreachable } = figures;
  return [
    ...head,
    '## Rules of PAS 2.2.1, by kind',
    '',
    ...coverageTable(own, ({ rule }) => rule.kind),
    '',
    '## Rules that the plans take over, by package',
    '',
    ...coverageTable(inherited, ({ rule }) => rule.node.structure.packageId),
    '',
    '## Not reachable',
    '',
    ...unreachable.map(({ reason, rules }) => `- ${rules.length} rules: ${reason}`),
    ...[...logical].map(
      ([label, count]) => `- ${count} rules of ${label}: a logical model; no resource is one.`,
    ),
    '',
    'Each of them is listed in `test/conformance/coverage/unreachable.json`.',
    '',
    '## Beside other errors',
    '',
    'The guide contradicts itself here: no instance that has the element is without an error.',
    '',
    ...besideRows(own),
    '',
  ].join('\n');
}

const head = [
  '# Coverage of the plans',
  '',
  'Every statement that the definitions of PAS 2.2.1 make about an element is a rule. For each',
  'one `test/conformance/coverage` takes a clean instance (an official example, an example with',
  'the element added, or one made from the plan), makes one change, and looks for an issue of',
  'that rule. Where several definitions of an element state the same, the walk reports the first',
  'one: a rule counts as covered by an issue of its own id, or of another definition that applies',
  'to the same value and says the same (equal check, equal content; bindings: equal strength and',
  'value set). The page is written by the test with `UPDATE_GOLDEN=1`.',
  '',
  'Not counted as rules: maxima of single elements, which JSON states as a form (an array where',
  'one value belongs); what lies below prohibited elements; targets of canonicals, which lie in',
  'registries; must-support, which is no error of a request.',
  '',
] as const;

/** A table of figures: covered, covered beside other errors, the rest. */
export function coverageTable(
  outcomes: readonly Outcome[],
  key: (outcome: Outcome) => string,
): readonly string[] {
  const rows = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const row = rows.get(key(outcome)) ?? [];
    rows.set(key(outcome), row);
    row.push(outcome);
  }
  const lines = [...rows].map(([name, list]) => rowOf(name, list)).sort();
  return [
    '| | rules | covered | beside other errors | not reached |',
    '|---|---|---|---|---|',
    ...lines,
    rowOf('**all**', outcomes),
  ];
}

function rowOf(name: string, list: readonly Outcome[]): string {
  const covered = list.filter(({ status }) => status === 'covered').length;
  const beside = list.filter(({ status }) => status === 'covered beside').length;
  const rest = list.length - covered - beside;
  return `| ${name} | ${list.length} | ${covered} | ${beside} | ${rest} |`;
}

function besideRows(outcomes: readonly Outcome[]): readonly string[] {
  const rows = new Map<string, number>();
  for (const { status, issues } of outcomes) {
    if (status !== 'covered beside') continue;
    const errors = issues.filter(({ severity }) => severity === 'error');
    const rules = [...new Set(errors.map(({ rule }) => `\`${rule}\``))].join(', ');
    rows.set(rules, (rows.get(rules) ?? 0) + 1);
  }
  return [...rows].map(([rules, count]) => `- ${count} rules beside ${rules}`).sort();
}

/** A rule in the list of unreachable ones. */
export function listedRule({ rule }: Outcome): string {
  return `${ruleId(rule)} (${rule.kind})`;
}
