import type { MemberCoverage } from './member.ts';

/**
 * True when a dependent number is that of a coverage, with or without leading zeros. What the
 * request leaves out fits everybody under the subscriber.
 */
export function isSameDependent(
  sent: string | undefined,
  { dependentNumber }: MemberCoverage,
): boolean {
  return sent === undefined || plain(sent) === plain(dependentNumber ?? '');
}

function plain(number: string): string {
  return number.trim().replace(/^0+(?=\d)/u, '');
}
