import type { Client, Scope } from '../auth/scope.ts';
import type { CaseId } from '../domain/review/review-case.ts';
import type { CapabilityRow } from '../fhir/capability/capability-statement.ts';
import type { JsonObject } from '../fhir/json/json.ts';
import type { Problem } from '../problem.ts';
import type { Result } from '../result.ts';

/** A request after the rooms `http` and `authenticate`. */
export interface Call {
  readonly requestId: string;
  readonly client: Client;
  /** Parts of the path that the row names: `{ id: '…' }`. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, readonly string[]>>;
  /** The decoded body as it came; empty when there was none. */
  readonly body: Uint8Array;
  /** For whom an intermediary says it calls (header Assent-Sender). */
  readonly sender?: string;
  /** Languages that the sender asks for, best first; empty when none is named. */
  readonly languages: readonly string[];
  /** Aborted once nobody waits for the answer: the sender is gone, or the time is over. */
  readonly signal: AbortSignal;
  /** Tells the time spent in a step of the pipeline. */
  readonly measure: StepMeasure;
}

/** Runs a step's work and counts its time under the step's name, as ARCHITECTURE has it. */
export type StepMeasure = <Value>(step: string, work: () => Value) => Value;

/** What goes back. */
export interface Answer {
  readonly status: number;
  readonly body?: JsonObject;
  /** The text of the body, by whoever has written it already. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** For the audit: what the call was about. */
  readonly about?: {
    readonly caseId?: CaseId;
    readonly memberKey?: string;
    readonly subSender?: string;
  };
  /** True when the operation wrote its line of the audit with what it kept. */
  readonly isNoted?: boolean;
}

/** A row of the table of operations: routes, scopes, limits and the capability follow from it. */
export interface Operation {
  /** `submit`: also the audit type and the name in the metrics. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the root of its kind; `:id` marks a part of the path: `/Claim/$submit`. */
  readonly path: string;
  /** `fhir`: below the FHIR base, problems as OperationOutcome; `plain`: below the root. */
  readonly kind: 'fhir' | 'plain';
  /** Absent: anybody may call it. */
  readonly scope?: Scope;
  readonly hasBody: boolean;
  /** Work of a call for each 16 KiB of its body, and at least: 1 is that of a small request. */
  readonly weight: number;
  /** Milliseconds from a request's arrival, whole, after which its answer has to be given up. */
  readonly budgetMs: number;
  readonly capability?: CapabilityRow;
  run(call: Call): Promise<Result<Answer, Problem>>;
}
