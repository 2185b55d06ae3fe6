import type { Code } from '../code.ts';

/** True for a code that says why there is none. Source: FHIR's code system data-absent-reason. */
export function isAbsentCode({ system }: Code): boolean {
  return system.endsWith('/data-absent-reason');
}
