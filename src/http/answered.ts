import type { ServerResponse } from 'node:http';

const ANSWERED = 'answered';
const MADE = 'made';

/**
 * Calls back once: when a request was answered, even while its connection is still closing, or
 * when its sender is gone. What it held is given back then. Whoever is gone already has to be let
 * go before: a response closes once.
 */
export function onceAnswered(response: ServerResponse, done: () => void): void {
  onceAny(response, ['close', ANSWERED], done);
}

/**
 * The same, for what the work on an answer holds: it is given back once the answer is made. Whoever
 * does not take the answer holds a place among requests of its own, and nothing that others need.
 */
export function onceMade(response: ServerResponse, done: () => void): void {
  onceAny(response, ['close', ANSWERED, MADE], done);
}

function onceAny(response: ServerResponse, events: readonly string[], done: () => void): void {
  let isDone = false;
  const finish = (): void => {
    if (isDone) return;
    isDone = true;
    done();
  };
  for (const event of events) response.once(event, finish);
}

/** Tells that the answer is written, and that only its connection has still to close. */
export function tellAnswered(response: ServerResponse): void {
  response.emit(ANSWERED);
}

/** Tells that nothing is worked on any more for an answer, which is still to be written. */
export function tellMade(response: ServerResponse): void {
  response.emit(MADE);
}
