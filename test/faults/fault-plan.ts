/** How calls fail: before they are done, or after. */
export type FaultMode = 'single' | 'lasting' | 'reply lost' | 'replies lost';

export const faultModes: readonly FaultMode[] = ['single', 'lasting', 'reply lost', 'replies lost'];

/** Counts the calls of a driver and fails those that are planned to. */
export interface FaultPlan {
  /** From now on: call number `first` fails, and in lasting modes all after it. */
  arm(first: number, mode: FaultMode): void;
  /** Lets all calls pass again; tells whether one has failed. */
  disarm(): boolean;
  /** Calls since it was armed. */
  calls(): number;
  run<Value>(call: () => Value): Value;
}

export class PlannedFault extends Error {
  constructor() {
    super('a planned fault');
  }
}

/** A plan under which nothing fails until it is armed. */
export function createFaultPlan(): FaultPlan {
  let state: { first: number; mode: FaultMode } | undefined;
  let count = 0;
  let hasFailed = false;
  const fails = (): boolean => {
    if (state === undefined) return false;
    const isLasting = state.mode === 'lasting' || state.mode === 'replies lost';
    const isPlanned = isLasting ? count >= state.first : count === state.first;
    hasFailed ||= isPlanned;
    return isPlanned;
  };
  return {
    arm(first, mode) {
      state = { first, mode };
      count = 0;
      hasFailed = false;
    },
    disarm() {
      state = undefined;
      return hasFailed;
    },
    calls: () => count,
    run(call) {
      count += 1;
      if (!fails()) return call();
      if (state?.mode === 'single' || state?.mode === 'lasting') throw new PlannedFault();
      const value: unknown = call();
      if (value instanceof Promise) {
        const lost = value.then(() => {
          throw new PlannedFault();
        });
        return lost as typeof value as never;
      }
      throw new PlannedFault();
    },
  };
}
