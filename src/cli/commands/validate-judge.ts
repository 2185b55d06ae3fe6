import type { Issue } from '../../fhir/validate/issue.ts';
import type { Result } from '../../result.ts';

/**
 * Judges the bytes of one resource. Shape: bytes as they lie in the file, canonical URLs of
 * profiles to hold it to beside its own `meta.profile` -> all issues, JSON's faults among them.
 */
export type Judge = (bytes: Uint8Array, profiles: readonly string[]) => readonly Issue[];

/** Gives the judge of a release train, or says in one line why there is none. */
export type OpenJudge = (train: string) => Promise<Result<Judge, string>>;
