import type { ClockRow } from '../policy/rulebook.ts';
import { type CivilDate, type Instant, limitEnd, spanIncludes } from '../time.ts';

/** When the answer is due and which row says so; without `at` it never is, and `basis` says why. */
export interface DecisionDue {
  readonly at?: Instant;
  readonly basis: string;
}

/** For what a due instant is wanted. */
export interface DueQuestion {
  readonly lineOfBusiness: string;
  readonly kind: ClockRow['kinds'][number];
  readonly pace: ClockRow['pace'];
  readonly receivedAt: Instant;
  readonly receivedOn: CivilDate;
  readonly timeZone: string;
}

/**
 * The instant by which the payer must answer: of all rows that apply the shortest wins. Computed
 * once and stored. Shape: when no row applies, what was looked for.
 * Source: digest §3.1, §3.4; 42 CFR 422.568, 422.572 for its rows.
 */
export function decisionDue(clocks: readonly ClockRow[], asked: DueQuestion): DecisionDue {
  const { receivedAt, receivedOn, timeZone } = asked;
  const [first, ...others] = clocks
    .filter((row) => applies(row, asked, receivedOn))
    .map(({ id, limit, source }) => ({
      at: limitEnd(receivedAt, limit, timeZone),
      basis: `${id}: ${limit.amount} ${limit.unit}${limit.amount === 1 ? '' : 's'} (${source})`,
    }));
  if (first === undefined) return { basis: noRow(asked) };
  return others.reduce((soonest, end) => (end.at < soonest.at ? end : soonest), first);
}

function noRow({ lineOfBusiness, kind, pace, receivedOn }: DueQuestion): string {
  const what = `${pace} ${kind} review under ${lineOfBusiness}`;
  return `no clock: no row sets a limit for a ${what}, received on ${receivedOn}`;
}

function applies(row: ClockRow, asked: DueQuestion, receivedOn: CivilDate): boolean {
  return (
    row.linesOfBusiness.includes(asked.lineOfBusiness) &&
    row.kinds.includes(asked.kind) &&
    row.pace === asked.pace &&
    spanIncludes(row.effective, receivedOn)
  );
}
