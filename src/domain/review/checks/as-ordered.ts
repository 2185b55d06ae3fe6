import { foldedCode, isSameCode, procedureCodesIn } from '../../code/procedure-code.ts';
import type { Code } from '../../code.ts';
import type { RequestedOrder } from '../review-request.ts';

/**
 * True when an order is for the service of a line, and for no other: not for a range of codes, and
 * not for more than one, by whatever systems they are named.
 */
export function isAsOrdered(
  service: readonly Code[],
  { codes, codesEnd }: Pick<RequestedOrder, 'codes' | 'codesEnd'>,
): boolean {
  const [asked, ordered] = [procedureCodesIn(service), procedureCodesIn(codes)];
  const isOfOne = new Set(ordered.map(({ code }) => foldedCode(code))).size === 1;
  if (codesEnd !== undefined || !isOfOne) return false;
  return ordered.some((code) => asked.some((one) => isSameCode(one, code)));
}
