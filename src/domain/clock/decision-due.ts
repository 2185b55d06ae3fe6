import type { ClockRow } from '../policy/rulebook.ts';
import { type CivilDate, type Instant, limitEnd, spanIncludes } from '../time.ts';

/** When the answer is due and which row says so. */
export interface DecisionDue {
  readonly at: Instant;
  readonly basis: string;
}

/** For what a due instant is wanted. */
export interface DueQuestion {
  readonly lineOfBusiness: string;
  readonly kind: string;
  readonly pace: 'standard' | 'expedited';
  readonly receivedAt: Instant;
  readonly receivedOn: CivilDate;
  readonly timeZone: string;
}

/**
 * The instant by which the payer must answer: of all rows that apply the shortest wins. Computed
 * once and stored. Problems: none; undefined when no row applies.
 * Source: digest §3.1, §3.4; 42 CFR 422.568, 422.572 for its rows.
 */
export function decisionDue(
  clocks: readonly ClockRow[],
  asked: DueQuestion,
): DecisionDue | undefined {
  const { receivedAt, receivedOn, timeZone } = asked;
  const ends = clocks
    .filter((row) => applies(row, asked, receivedOn))
    .map(({ id, limit, source }) => ({
      at: limitEnd(receivedAt, limit, timeZone),
      basis: `${id}: ${limit.amount} ${limit.unit}${limit.amount === 1 ? '' : 's'} (${source})`,
    }));
  return ends.reduce<DecisionDue | undefined>(
    (first, end) => (first === undefined || end.at < first.at ? end : first),
    undefined,
  );
}

function applies(row: ClockRow, asked: DueQuestion, receivedOn: CivilDate): boolean {
  return (
    row.linesOfBusiness.includes(asked.lineOfBusiness) &&
    row.kinds.includes(asked.kind) &&
    row.pace === asked.pace &&
    spanIncludes(row.effective, receivedOn)
  );
}
