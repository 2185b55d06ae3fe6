import { isJsonArray, isJsonObject } from '../../src/fhir/json/json.ts';
import type { Reply } from '../hostile/timed-request.ts';

const REFUSALS = [429, 503];

/**
 * How a `$submit` ended: `200` with a decision, `429` or `503` when it was refused as a server
 * under load has to refuse (Retry-After, and an OperationOutcome with an issue), otherwise what was
 * wrong with it.
 */
export function endOf({ status, headers, text, end }: Omit<Reply, 'at' | 'ms' | 'isGood'>): string {
  if (status === 200) return text.includes('"outcome":"error"') ? 'not processed' : '200';
  if (!REFUSALS.includes(status)) return end;
  if (!/^[1-9]\d{0,4}$/u.test(headers['retry-after'] ?? '')) return `${status} without Retry-After`;
  const isFhir = headers['content-type']?.startsWith('application/fhir+json') === true;
  return isFhir && isOutcome(text) ? String(status) : `${status} without OperationOutcome`;
}

function isOutcome(text: string): boolean {
  try {
    const outcome: unknown = JSON.parse(text);
    if (!isJsonObject(outcome) || outcome.resourceType !== 'OperationOutcome') return false;
    const { issue } = outcome;
    const [one] = isJsonArray(issue) ? issue : [];
    return isJsonObject(one) && one.severity !== undefined && one.code !== undefined;
  } catch {
    return false;
  }
}
