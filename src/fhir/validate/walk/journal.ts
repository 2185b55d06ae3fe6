import type { Issue } from '../issue.ts';
import type { Finding, Rule } from '../plan/state.ts';

/** Collects issues up to a limit; errors are kept before warnings, the rest is counted. */
export class Journal {
  private readonly limit: number;
  private readonly errors: Issue[] = [];
  private readonly others: Issue[] = [];
  private readonly seen: Map<string, Set<string>> = new Map();
  private dropped = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  get hasErrors(): boolean {
    return this.errors.length > 0;
  }

  get errorCount(): number {
    return this.errors.length;
  }

  /** Adds an issue that was found before the walk. */
  addIssue(issue: Issue): void {
    this.add(issue.expression, issue);
  }

  /** Adds a finding; the same rule broken at the same place again, by another profile, is one. */
  add(expression: string, finding: Finding): void {
    const rule = ruleText(finding.rule);
    const check = rule.slice(rule.lastIndexOf('/') + 1);
    const key = `${finding.severity} ${check} ${finding.message}`;
    const here = this.seen.get(expression);
    if (here?.has(key) === true) return;
    if (here === undefined) this.seen.set(expression, new Set([key]));
    else here.add(key);
    const list = finding.severity === 'error' ? this.errors : this.others;
    if (list.length >= this.limit) {
      this.dropped += 1;
      return;
    }
    const { severity, code, message, mend } = finding;
    list.push({ severity, code, expression, rule, message, mend });
  }

  /** All issues kept, errors first, with a last one that counts what was left out. */
  issues(): readonly Issue[] {
    const all = [...this.errors, ...this.others];
    const left = this.dropped + Math.max(0, all.length - this.limit);
    if (left === 0) return all;
    return [...all.slice(0, this.limit), leftOut(left, all[0]?.expression ?? '')];
  }
}

/** A rule id: `profile-claim|2.2.1#Claim.item.category/min`. */
export function ruleText(rule: Rule | string): string {
  if (typeof rule === 'string') return rule;
  return `${rule.node.structure.label}#${rule.node.id}/${rule.check}`;
}

function leftOut(count: number, expression: string): Issue {
  return {
    severity: 'information',
    code: 'informational',
    expression: expression.split('.')[0] ?? '',
    rule: 'limits/issues',
    message: `and ${count} more`,
    mend: 'mend these first; the next validation shows the rest',
  };
}
