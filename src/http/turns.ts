/** Waits until a call may begin. */
export type Turn = () => Promise<void>;

/**
 * Lets so many calls begin in each turn of the event loop, the others in later turns, in the order
 * in which they came. In one turn the runtime takes one new connection, and hands over all else
 * that is ready: without this a turn is as long as the work of all who are let in, and whoever
 * comes anew, be it for health or for a refusal, waits so many turns as there are before it.
 */
export function createTurns(perTurn: number): Turn {
  const waiting: (() => void)[] = [];
  let left = perTurn;
  const begin = (): void => {
    // The first of a turn sees to it that there is a next one.
    if (left === perTurn) setImmediate(renew);
    left -= 1;
  };
  const renew = (): void => {
    left = perTurn;
    for (const next of waiting.splice(0, perTurn)) {
      begin();
      next();
    }
  };
  return async () => {
    if (left > 0) begin();
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
}
