import type { Code, Identifier } from '../code.ts';

/** Who sent and who receives, in the words of X12 envelopes (GS02, GS03, ISA06, ISA08). */
export interface TransmissionParties {
  readonly applicationSender: string;
  readonly applicationReceiver: string;
  readonly interchangeSender?: string;
  readonly interchangeReceiver?: string;
}

/** An earlier request of the same sender, by the names that the sender gave it. */
export interface ReplacedRequest {
  readonly traceNumbers: readonly Identifier[];
  readonly relationship?: Code;
}
