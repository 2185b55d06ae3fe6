import type { Identifier } from './code.ts';

/**
 * True when an identifier is one of those that are known: value and system are the same, letter by
 * letter. What has no system or no value is nobody's. Source: R4 Identifier.
 */
export function isAmong(
  known: readonly Partial<Identifier>[],
  { system, value }: Partial<Identifier>,
): boolean {
  if (system === undefined || value === undefined) return false;
  return known.some((one) => one.system === system && one.value === value);
}

/** True when one of the identifiers that were sent is one of those that are known. */
export function areShared(
  known: readonly Partial<Identifier>[],
  sent: readonly Partial<Identifier>[],
): boolean {
  return sent.some((one) => isAmong(known, one));
}
