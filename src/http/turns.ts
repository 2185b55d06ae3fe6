import { inTurns } from '../in-turns.ts';

/** Waits until a call may begin. */
export type Turn = () => Promise<void>;

/** Lets so many calls begin in each turn of the event loop, in the order in which they came. */
export function createTurns(perTurn: number): Turn {
  const turns = inTurns(perTurn, (begin: () => void) => begin());
  return () => new Promise((resolve) => turns.add(resolve));
}
