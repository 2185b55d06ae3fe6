import { procedureCodesIn } from '../code/procedure-code.ts';
import { factIdsOf } from '../policy/evaluate.ts';
import { type Requirement, requirementOf } from '../policy/requirement.ts';
import type { Rulebook } from '../policy/rulebook.ts';
import type { DateSpan } from '../time.ts';
import { lineSpan } from './line-span.ts';
import type { RequestLine, ReviewRequest } from './review-request.ts';
import type { Found } from './standing.ts';

/** What a line will be judged by: its dates, the requirement, and the facts that it asks for. */
export interface LinePlan {
  readonly line: RequestLine;
  readonly span: DateSpan;
  readonly requirement: Requirement;
  readonly factIds: readonly string[];
}

/** Plans every line of a request under the member's plan; in the order of the lines. */
export function planLines(
  request: ReviewRequest,
  { standing, receivedOn }: Found,
  rulebook: Rulebook,
): readonly LinePlan[] {
  return request.lines.map((line) => {
    const span = lineSpan(request, line, receivedOn);
    const { lineOfBusiness } = standing;
    const of = (service: RequestLine['service']): Requirement =>
      requirementOf(rulebook, { service, lineOfBusiness, span });
    const codes = procedureCodesIn(line.service);
    const named = of(codes);
    // Every code may ask for more; only one that names the service sets it free.
    const whole = codes === line.service ? named : of(line.service);
    const requirement = strictness(whole) > strictness(named) ? whole : named;
    const { policy } = requirement;
    return {
      line,
      span,
      requirement,
      factIds: policy === undefined ? [] : factIdsOf(policy.criteria),
    };
  });
}

function strictness({ requirement }: Requirement): number {
  return requirement === 'required' ? 2 : Number(requirement === 'recommended');
}
