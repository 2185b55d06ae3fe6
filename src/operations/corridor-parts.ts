import type { Rulebook } from '../domain/policy/rulebook.ts';
import type { ListLimits } from '../fhir/bundle/list-lengths.ts';
import type { CompiledFacts } from '../fhir/facts/facts.ts';
import type { Chance, Digest } from '../ports/chance.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { IntakeMode } from './rooms/accept.ts';
import type { ReadGate } from './rooms/read-gate.ts';
import type { ValidateBytes } from './rooms/validate-bytes.ts';

/** The rules in force, with their extractors compiled. */
export interface RulebookInUse {
  readonly rulebook: Rulebook;
  readonly facts: CompiledFacts;
}

/** What the rooms of the corridor are furnished with. */
export interface CorridorParts {
  readonly validateBytes: ValidateBytes;
  /** What refuses a request of those things that validation finds. */
  readonly intake: IntakeMode;
  /** How long the lists of a request may be. */
  readonly lists: ListLimits;
  readonly store: Store;
  /** What is read back of cases passes here. */
  readonly reads: ReadGate;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly digest: Digest;
  /** The rules of the moment; a request that has begun keeps the ones it began with. */
  readonly rules: () => RulebookInUse;
  /** Where clients reach the FHIR addresses: `https://payer.example/fhir`. */
  readonly fhirBase: string;
  /** True when a request whose case is final may be sent again for a new case. */
  readonly isSandbox: boolean;
}
