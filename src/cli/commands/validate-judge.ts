import type { Issue } from '../../fhir/validate/issue.ts';
import type { Result } from '../../result.ts';

/** Judges the bytes of one resource; all issues, JSON's faults among them. */
export type Judge = (bytes: Uint8Array) => readonly Issue[];

/** A judge that is ready, and how long a resource it takes. */
export interface OpenedJudge {
  readonly judge: Judge;
  readonly bytesMax: number;
}

/** What a judge is opened for. */
export interface JudgeAsk {
  readonly train: string;
  /** Canonicals of those to hold every resource to beside its own `meta.profile`. */
  readonly profiles: readonly string[];
  /** Where the settings of its limits are. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Gives the judge of a release train, or says in one line why there is none. */
export type OpenJudge = (ask: JudgeAsk) => Promise<Result<OpenedJudge, string>>;
