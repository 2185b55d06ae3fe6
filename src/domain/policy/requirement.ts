import { present } from '../../result.ts';
import type { Code } from '../code.ts';
import { type DateSpan, spanCovers, spanIncludes } from '../time.ts';
import type { Policy, PolicyScope } from './policy.ts';
import type { RequirementRow, Rulebook } from './rulebook.ts';

/**
 * Whether a service needs a review, by which row, under which policy; `unknown` when no row names
 * it, which is not the same as needing none.
 */
export interface Requirement {
  readonly requirement: RequirementRow['requirement'] | 'unknown';
  readonly policy?: Policy;
  /** What the policy was made for, or the row that says that nothing is needed. */
  readonly scope?: PolicyScope;
}

/** What a look-up is about: the codes of one service, for whom, on which dates. */
export interface RequirementQuestion {
  readonly service: readonly Code[];
  readonly lineOfBusiness: string;
  readonly span: DateSpan;
}

/**
 * Looks up if a service needs a review under a line of business on its dates. Of rows that name it
 * the strictest counts; one that says that nothing is needed has to be in force on all its dates,
 * and a row whose policy is not in force still needs a review (by a person).
 * Source: digest §4.5; design §6, Requirement.
 */
export function requirementOf(rulebook: Rulebook, asked: RequirementQuestion): Requirement {
  const { lineOfBusiness, span } = asked;
  const rows = rulebook.requirements.filter(
    ({ linesOfBusiness, effective, services, requirement }) =>
      linesOfBusiness.includes(lineOfBusiness) &&
      (requirement === 'none' ? spanCovers(effective, span) : spanIncludes(effective, span.from)) &&
      isListed(services, asked.service),
  );
  // What a row limits to a scope is the stricter of two.
  const row = STRICTEST_FIRST.flatMap((one) => {
    const ofOne = rows.filter(({ requirement }) => requirement === one);
    return ofOne.find(({ scope }) => scope !== undefined) ?? ofOne[0] ?? [];
  })[0];
  if (row === undefined) return { requirement: 'unknown' };
  if (row.requirement === 'none')
    return present({ requirement: 'none' as const, scope: row.scope });
  const policy = rulebook.policies.find(
    ({ id, effective, linesOfBusiness, services }) =>
      id === row.policy &&
      spanIncludes(effective, span.from) &&
      linesOfBusiness.includes(lineOfBusiness) &&
      isListed(services, asked.service),
  );
  return policy === undefined
    ? { requirement: row.requirement }
    : { requirement: row.requirement, policy, scope: policy.scope };
}

const STRICTEST_FIRST: readonly RequirementRow['requirement'][] = [
  'required',
  'recommended',
  'none',
];

/** True when one of the codes is listed, under its own system and exactly as it is written. */
export function isListed(services: RequirementRow['services'], asked: readonly Code[]): boolean {
  return asked.some(({ system, code }) =>
    services.some((row) => row.system === system && row.codes.includes(code)),
  );
}
