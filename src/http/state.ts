import type { Request } from 'express';
import type { Client } from '../auth/scope.ts';
import type { Problem } from '../problem.ts';
import type { Match } from './router.ts';

/** What the rooms of a request leave for the next. */
export interface RequestState {
  requestId: string;
  startedAtMs: number;
  match?: Match;
  client?: Client;
  /** Why the sender is not known. */
  stranger?: Problem;
}

const states = new WeakMap<Request, RequestState>();

/** The state of a request; made when it is first asked for. */
export function stateOf(request: Request): RequestState {
  const known = states.get(request);
  if (known !== undefined) return known;
  const state: RequestState = { requestId: '', startedAtMs: 0 };
  states.set(request, state);
  return state;
}
