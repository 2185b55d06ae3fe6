import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Makes what collects garbage now, so that what remains is really kept. */
export function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') return () => undefined;
  return () => {
    // Twice: what the first time finalizes is free only after the second.
    collect();
    collect();
  };
}
