import type { Issue } from '../../fhir/validate/issue.ts';
import type { Result } from '../../result.ts';

/** Judges the bytes of one resource; all issues, JSON's faults among them. */
export type Judge = (bytes: Uint8Array) => readonly Issue[];

/**
 * Gives the judge of a release train, or says in one line why there is none. `profiles` are the
 * canonical URLs of those to hold every resource to beside its own `meta.profile`.
 */
export type OpenJudge = (
  train: string,
  profiles: readonly string[],
) => Promise<Result<Judge, string>>;
