/** Takes lists of things, and works on a few of them in each turn of the event loop. */
export interface Slices<Thing> {
  some(things: readonly Thing[]): void;
  /** Works at once on all that is left. */
  rest(): void;
}

/** What follows on one reply of a thread takes up to half a millisecond. */
const A_TURN = 4;

/**
 * Works on things in their order, a few in each turn, so that those who come meanwhile are taken,
 * and answered or refused, without waiting for all of them.
 */
export function inSlices<Thing>(work: (thing: Thing) => void): Slices<Thing> {
  const waiting: Thing[] = [];
  let isRunning = false;
  const run = (most: number): void => {
    for (const thing of waiting.splice(0, most)) work(thing);
    isRunning = waiting.length > 0;
    if (isRunning) setImmediate(run, A_TURN);
  };
  return {
    some(things) {
      for (const thing of things) waiting.push(thing);
      if (!isRunning) run(A_TURN);
    },
    rest: () => run(waiting.length),
  };
}
