import type { Instant } from '../domain/time.ts';

/** One request and its answer, as testers look at them. */
export interface Exchange {
  readonly requestId: string;
  readonly at: Instant;
  readonly clientId: string;
  /** For whom an intermediary sent or asked. */
  readonly subSender?: string;
  readonly operation: string;
  readonly status: number;
  readonly request: string;
  readonly response: string;
}

/** The last exchanges, in memory only; there is one in the sandbox alone. */
export interface ExchangeLog {
  add(exchange: Exchange): void;
  /** The last one by this id among those that are meant: ids are chosen by their senders. */
  find(requestId: string, isMeant: (one: Exchange) => boolean): Exchange | undefined;
  /** Newest first. */
  list(): readonly Exchange[];
  clear(): void;
}
