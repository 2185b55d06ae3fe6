import type { CheckTrace } from '../policy/trace.ts';
import { addDays, type CivilDate, spanIncludes, spansOverlap } from '../time.ts';
import type { LinePlan } from './line-plan.ts';
import type { Found } from './standing.ts';

/** A claim on the member's ledger: a service that is open or authorized. */
export interface LedgerClaim {
  readonly caseId: string;
  /** Of the attempt at the submission that claimed it; the store's own. */
  readonly attempt?: string;
  readonly lineSequence: number;
  readonly state: 'open' | 'authorized';
  readonly service: string;
  readonly from: CivilDate;
  readonly to?: CivilDate;
}

/** The checks before the criteria, in the order of the digest's §4; each keeps its result. */
export function lineChecks(
  plan: LinePlan,
  found: Found,
  ledger: readonly LedgerClaim[],
): readonly CheckTrace[] {
  return [
    { id: 'member', result: 'pass', detail: `matched by ${found.standing.matchedBy}` },
    coverageCheck(plan, found),
    serviceCheck(plan),
    startCheck(plan, found),
    requirementCheck(plan),
    networkCheck(found),
    duplicateCheck(plan, ledger),
  ];
}

/** True when nothing but the criteria stands between the line and its approval. */
export function isClear(checks: readonly CheckTrace[]): boolean {
  return checks.every(({ id, result }) => result === 'pass' || id === 'network');
}

function coverageCheck({ span }: LinePlan, { coverage }: Found): CheckTrace {
  const isCovered = spanIncludes(coverage.span, span.from);
  const until = coverage.span.to === undefined ? 'without end' : `to ${coverage.span.to}`;
  const known = `coverage ${coverage.key} from ${coverage.span.from} ${until}`;
  const detail = `${known}; service from ${span.from}`;
  return { id: 'coverage', result: isCovered ? 'pass' : 'fail', detail };
}

/**
 * A range of codes, several, a type, none, or another than the order's can't be looked up for sure:
 * that is not "no review needed", and what is reviewed has to be what is approved.
 */
function serviceCheck({ line }: LinePlan): CheckTrace {
  const { service, serviceEnd, requestedOrder } = line;
  const codes = service.map(({ code }) => code).join(', ');
  const unknown = (detail: string): CheckTrace => ({ id: 'service', result: 'unknown', detail });
  if (service.every(({ system }) => system.endsWith('/data-absent-reason'))) {
    return unknown('no service code');
  }
  if (serviceEnd !== undefined) return unknown(`a range of codes from ${codes}`);
  if (new Set(service.map(({ code }) => code)).size > 1) return unknown(`several codes: ${codes}`);
  if (service.every(({ system }) => system === SERVICE_TYPES)) {
    return unknown(`a type of service alone: ${codes}`);
  }
  const ordered = requestedOrder?.codes ?? [];
  const isAsOrdered = ordered.some(({ code }) => service.some((one) => one.code === code));
  if (ordered.length > 0 && !isAsOrdered) {
    const said = ordered.map(({ code }) => code).join(', ');
    return unknown(`${codes}, and the order says ${said}`);
  }
  return { id: 'service', result: 'pass', detail: codes };
}

/** X12 element 1365: kinds of services, which name none that could be looked up. */
const SERVICE_TYPES = 'https://codesystem.x12.org/005010/1365';

/** What has begun is for a person: its evidence may be from after it. A day's grace for zones. */
function startCheck({ span }: LinePlan, { receivedOn }: Found): CheckTrace {
  const isAhead = span.from >= addDays(receivedOn, -1);
  const detail = `service from ${span.from}, received on ${receivedOn}`;
  return { id: 'start', result: isAhead ? 'pass' : 'unknown', detail };
}

function requirementCheck({ requirement: { requirement, policy } }: LinePlan): CheckTrace {
  const isOpen = requirement !== 'none' && policy === undefined;
  const name = policy === undefined ? 'no policy in force' : `${policy.id}@${policy.version}`;
  const detail = requirement === 'none' ? 'not on the list' : `${requirement}, ${name}`;
  return { id: 'requirement', result: isOpen ? 'unknown' : 'pass', detail };
}

/** Out of network is told and still reviewed. Source: digest §4.6. */
function networkCheck({ requester, plan, receivedOn }: Found): CheckTrace {
  const isIn = requester.networks.some(
    ({ planId, span }) => planId === plan.id && spanIncludes(span, receivedOn),
  );
  const detail = `${requester.name} is ${isIn ? 'in' : 'not in'} the network of ${plan.id}`;
  return { id: 'network', result: isIn ? 'pass' : 'fail', detail };
}

function duplicateCheck({ line, span }: LinePlan, ledger: readonly LedgerClaim[]): CheckTrace {
  const service = ledgerKey(line.service[0]?.code, line.modifiers);
  const other = ledger.find(
    (claim) =>
      claim.service === service &&
      spansOverlap(
        span,
        claim.to === undefined ? { from: claim.from } : { from: claim.from, to: claim.to },
      ),
  );
  if (other === undefined) return { id: 'duplicate', result: 'pass', detail: 'none' };
  const where = `case ${other.caseId}, line ${other.lineSequence}`;
  const detail = `the same service is ${other.state} on ${where}`;
  return { id: 'duplicate', result: 'fail', detail };
}

/** A service with its modifiers as the ledger names it. */
export function ledgerKey(
  code: string | undefined,
  modifiers: readonly { readonly code: string }[],
): string {
  return [code ?? '', ...modifiers.map((modifier) => modifier.code).sort()].join('-');
}
