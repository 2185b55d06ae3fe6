/** Takes things, and works on so many of them in each turn of the event loop. */
export interface Turns<Thing> {
  add(thing: Thing): void;
  /** Works at once on all that wait. */
  rest(): void;
}

/**
 * Works on things in their order, so many in each turn of the event loop, the others in later ones:
 * at once where there is no crowd. In one turn the runtime takes a few new connections, and hands
 * over all else that is ready: without this a turn is as long as the work on all that has come, and
 * whoever comes anew, be it for health or for a refusal, waits so long.
 */
export function inTurns<Thing>(perTurn: number, work: (thing: Thing) => void): Turns<Thing> {
  const waiting: Thing[] = [];
  let left = perTurn;
  const begin = (thing: Thing): void => {
    // The first of a turn sees to it that there is a next one.
    if (left === perTurn) setImmediate(renew);
    left -= 1;
    work(thing);
  };
  const renew = (): void => {
    left = perTurn;
    for (const thing of waiting.splice(0, perTurn)) begin(thing);
  };
  return {
    add: (thing) => {
      if (left > 0) begin(thing);
      else waiting.push(thing);
    },
    rest: () => {
      for (const thing of waiting.splice(0)) work(thing);
    },
  };
}
