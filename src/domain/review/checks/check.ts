import type { LocalizedText } from '../../code.ts';
import type { Rulebook } from '../../policy/rulebook.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import type { LedgerIndex } from '../ledger-index.ts';
import type { LinePlan } from '../line-plan.ts';
import type { LinesBeside } from '../lines-beside.ts';
import type { CaseId } from '../review-case.ts';
import type { ReviewRequest } from '../review-request.ts';
import type { Found } from '../standing.ts';

/** What a check of one line looks at. */
export interface CheckContext {
  readonly request: ReviewRequest;
  readonly caseId: CaseId;
  /** Who asks; absent: nobody is told of another case by its number. */
  readonly asker?: string;
  readonly plan: LinePlan;
  readonly found: Found;
  /** What the member has open and authorized, lines of this request that came before among it. */
  readonly ledger: LedgerIndex;
  /** All lines of this request, those that come later among them. */
  readonly beside: LinesBeside;
  readonly rulebook: Rulebook;
}

/** One check of one line before its criteria; it never denies, it only keeps automation away. */
export type Check = (context: CheckContext) => CheckTrace;

/** A check that found nothing; `detail` is what it looked at. */
export function passed(id: string, detail: string): CheckTrace {
  return { id, result: 'pass', detail };
}

/** A check that can't tell; `words` say what a person has to look at. */
export function unclear(id: string, detail: string, words: LocalizedText): CheckTrace {
  return { id, result: 'unknown', detail, words };
}

/** A check that found what keeps the line from automation; `words` say what it is. */
export function failed(id: string, detail: string, words: LocalizedText): CheckTrace {
  return { id, result: 'fail', detail, words };
}
