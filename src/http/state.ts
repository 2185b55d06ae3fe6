import type { IncomingMessage } from 'node:http';
import type { Client } from '../auth/scope.ts';
import { keptWith } from '../kept-with.ts';
import type { Problem } from '../problem.ts';
import type { Match } from './router.ts';

/** What the rooms of a request leave for the next. */
export interface RequestState {
  requestId: string;
  startedAtMs: number;
  /** How long a connection whose request is refused unread stays for the sender to read why. */
  lingerMs: number;
  match?: Match;
  client?: Client;
  /** True when a page of somebody else's made the browser send this. */
  isForeign?: boolean;
  /** True when too many requests wait before it on its connection. */
  isOneTooMany?: true;
  /** True once its rate is counted. */
  isCounted?: true;
  /** When its body had come, before it was decoded. */
  arrivedAtMs?: number;
  /** Why the sender is not known. */
  stranger?: Problem;
}

const kept = keptWith<IncomingMessage, RequestState>();

/** The state of a request; made when it is first asked for. */
export function stateOf(request: IncomingMessage): RequestState {
  return kept(request, () => ({ requestId: '', startedAtMs: 0, lingerMs: 0 }));
}
