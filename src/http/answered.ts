import type { ServerResponse } from 'node:http';

const ANSWERED = 'answered';

/**
 * Calls back once: when a request was answered, even while its connection is still closing, or
 * when its sender is gone. What it held is given back then.
 */
export function onceAnswered(response: ServerResponse, done: () => void): void {
  let isDone = false;
  const finish = (): void => {
    if (isDone) return;
    isDone = true;
    done();
  };
  // Whoever went away while we looked who it is closes no second time.
  if (response.destroyed) finish();
  else response.once('close', finish).once(ANSWERED, finish);
}

/** Tells that the answer is written, and that only its connection has still to close. */
export function tellAnswered(response: ServerResponse): void {
  response.emit(ANSWERED);
}
