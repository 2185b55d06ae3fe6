import type { ServerResponse } from 'node:http';

const ANSWERED = 'answered';

/**
 * Calls back once: when a request was answered, even while its connection is still closing, or
 * when its sender is gone. What it held is given back then. Whoever is gone
 * already has to be let go before: a response closes once.
 */
export function onceAnswered(response: ServerResponse, done: () => void): void {
  let isDone = false;
  const finish = (): void => {
    if (isDone) return;
    isDone = true;
    done();
  };
  response.once('close', finish).once(ANSWERED, finish);
}

/** Tells that the answer is written, and that only its connection has still to close. */
export function tellAnswered(response: ServerResponse): void {
  response.emit(ANSWERED);
}
