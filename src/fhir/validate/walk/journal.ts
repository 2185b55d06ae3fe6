import type { Issue } from '../issue.ts';
import type { Finding, Rule } from '../plan/state.ts';
import { folded, type Placed } from './fold.ts';

/** Findings kept for each issue that is told: some only repeat what others say. */
const KEPT_FOR_EACH = 2;

/** Places and messages that are known again; a sender may break a rule at ever new ones. */
const SEEN_MAX = 10_000;

/** Collects issues up to a limit; errors are kept before warnings, the rest is counted. */
export class Journal {
  private readonly limit: number;
  private readonly errors: Placed[] = [];
  private readonly others: Placed[] = [];
  private readonly seen: Map<string, Set<string>> = new Map();
  private seenCount = 0;
  private stopped: Placed | undefined;
  private dropped = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** True when no more errors are kept: those that follow are only counted. */
  get isFull(): boolean {
    return this.errors.length >= this.limit * KEPT_FOR_EACH;
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
    if (this.isSeen(expression, key)) return;
    const list = finding.severity === 'error' ? this.errors : this.others;
    if (list.length >= this.limit * KEPT_FOR_EACH) this.dropped += 1;
    else list.push({ expression, rule, finding });
  }

  /** Says that a validation did not go on to its end: told before all else. */
  stop(expression: string, finding: Finding): void {
    this.stopped = { expression, rule: ruleText(finding.rule), finding };
  }

  private isSeen(expression: string, key: string): boolean {
    const here = this.seen.get(expression);
    if (here?.has(key) === true) return true;
    if (this.seenCount >= SEEN_MAX) return false;
    this.seenCount += 1;
    if (here === undefined) this.seen.set(expression, new Set([key]));
    else here.add(key);
    return false;
  }

  /** What is told, errors first: one issue a fault, and a last one that counts what is left out. */
  issues(): readonly Issue[] {
    const found = folded([...this.errors, ...this.others]);
    const all = this.stopped === undefined ? found : [this.stopped, ...found];
    const told = all.slice(0, this.limit).map(toIssue);
    const left = this.dropped + all.length - told.length;
    return left === 0 ? told : [...told, leftOut(left, told[0]?.expression ?? '')];
  }
}

function toIssue({ expression, rule, finding, also }: Placed): Issue {
  const { severity, code, message, mend, remedy } = finding;
  const told = { severity, code, expression, rule, message, mend: remedy?.mend?.() ?? mend };
  return also === undefined ? told : { ...told, also };
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
