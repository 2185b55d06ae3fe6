import type { OracleReading } from './reading.ts';

/** R4's own pattern of an oid, without `urn:oid:`. */
const R4_OID = /^[0-2](?:\.(?:0|[1-9][0-9]*))+$/;

/**
 * True when all that the official validator finds wrong are OIDs that R4's pattern allows: it asks
 * for more arcs than R4. R4 rules, so that these are differences; a rate is also told without them.
 */
export function restsOnShortOids({ errors }: OracleReading): boolean {
  return errors.length > 0 && errors.every(({ message }) => R4_OID.test(oidOf(message)));
}

function oidOf(message: string): string {
  return /^OIDs must be valid \((.*)\)$/.exec(message)?.[1] ?? '';
}
