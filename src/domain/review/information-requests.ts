import { present } from '../../result.ts';
import type { DecisionDue } from '../clock/decision-due.ts';
import { decisive } from '../policy/decisive.ts';
import type { Policy } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import type { DecidedLine } from './decide-line.ts';
import { controlNumber } from './ids.ts';
import type { CaseId, InformationRequest } from './review-case.ts';

interface Asking {
  readonly caseId: CaseId;
  readonly askedAt: Instant;
  readonly due: DecisionDue;
}

/**
 * Asks for everything that is missing, once and at the same time: one request for each document of
 * each line, naming the criteria that need it. Source: digest §2.6, §2.7; PAS ainfo-2.
 */
export function informationRequests(
  decided: readonly DecidedLine[],
  { caseId, askedAt, due }: Asking,
): readonly InformationRequest[] {
  const wanted = decided.flatMap((line) =>
    documentsOf(line).map((document) => ({ line, document })),
  );
  return wanted.map(({ line, document: { document, reportType, settles, question } }, index) =>
    present({
      id: `${caseId}-${index + 1}`,
      controlNumber: controlNumber(caseId, index),
      lineSequence: line.plan.line.sequence,
      document,
      reportType,
      criteria: openCriteria(line).filter((id) => settles.includes(id)),
      question,
      askedAt,
      dueAt: due.at,
    }),
  );
}

function documentsOf({ decision }: DecidedLine): Policy['documents'] {
  const isAsked = decision.decision === 'pending' && decision.cause === 'information';
  return isAsked ? decision.documents : [];
}

function openCriteria({ trace }: DecidedLine): readonly string[] {
  if (trace.policy === undefined) return [];
  return decisive(trace.policy.criteria).map(({ id }) => id);
}
