import type { EvidenceStanding } from '../../domain/policy/found-evidence.ts';
import type { JsonObject } from '../json/json.ts';
import { codesOf } from '../translate/read/codes.ts';

const clinicalSystem = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const verificationSystem = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';

const present: ReadonlySet<string> = new Set(['active', 'recurrence', 'relapse']);
const doubtful: ReadonlySet<string> = new Set([
  ...['unconfirmed', 'provisional', 'differential', 'refuted'],
]);

/**
 * A Condition is a diagnosis when it says that it is confirmed and that it is there; where it does
 * not say, it is open. Source: R4 Condition.clinicalStatus, verificationStatus, con-4.
 */
export function conditionStanding(condition: JsonObject): EvidenceStanding {
  const verification = codesIn(condition.verificationStatus, verificationSystem);
  const clinical = codesIn(condition.clinicalStatus, clinicalSystem);
  if (verification.includes('entered-in-error')) return 'withdrawn';
  if (verification.some((code) => doubtful.has(code))) return 'doubted';
  const isOver = clinical.some((code) => !present.has(code)) || hasAbated(condition);
  if (isOver) return 'ended';
  return verification.includes('confirmed') && clinical.length > 0 ? 'final' : 'open';
}

/** What a Condition says of itself: `active, confirmed`. */
export function conditionStatus(condition: JsonObject): string | undefined {
  const codes = [condition.clinicalStatus, condition.verificationStatus]
    .flatMap(codesOf)
    .map(({ code }) => code);
  const said = hasAbated(condition) ? [...codes, 'abated'] : codes;
  return said.length === 0 ? undefined : said.join(', ');
}

function hasAbated(condition: JsonObject): boolean {
  return Object.keys(condition).some((name) => /^abatement[A-Z]/.test(name));
}

function codesIn(concept: JsonObject[string] | undefined, of: string): readonly string[] {
  return codesOf(concept).flatMap(({ system, code }) => (system === of ? [code] : []));
}
