import type { Code } from '../code.ts';
import { type CivilDate, spanIncludes } from '../time.ts';
import type { Policy } from './policy.ts';
import type { RequirementRow, Rulebook } from './rulebook.ts';

/** Whether a service needs a review, by which row, under which policy. */
export interface Requirement {
  readonly requirement: RequirementRow['requirement'];
  readonly policy?: Policy;
}

/** What a look-up is about: the codes of one service, for whom, on which date. */
export interface RequirementQuestion {
  readonly service: readonly Code[];
  readonly lineOfBusiness: string;
  readonly on: CivilDate;
}

/**
 * Looks up if a service needs a review under a line of business on its date of service. A service
 * that no row names needs none; a row whose policy is not in force still needs one (by a person).
 * Source: digest §4.5.
 */
export function requirementOf(rulebook: Rulebook, asked: RequirementQuestion): Requirement {
  const { lineOfBusiness, on } = asked;
  const row = rulebook.requirements.find(
    ({ linesOfBusiness, effective, services }) =>
      linesOfBusiness.includes(lineOfBusiness) &&
      spanIncludes(effective, on) &&
      names(services, asked.service),
  );
  if (row === undefined || row.requirement === 'none') return { requirement: 'none' };
  const policy = rulebook.policies.find(
    ({ id, effective, linesOfBusiness, services }) =>
      id === row.policy &&
      spanIncludes(effective, on) &&
      linesOfBusiness.includes(lineOfBusiness) &&
      names(services, asked.service),
  );
  return policy === undefined
    ? { requirement: row.requirement }
    : { requirement: row.requirement, policy };
}

function names(services: RequirementRow['services'], asked: readonly Code[]): boolean {
  return asked.some(({ system, code }) =>
    services.some((row) => row.system === system && row.codes.includes(code)),
  );
}
