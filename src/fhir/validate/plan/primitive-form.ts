import type { State } from './state.ts';

export function primitiveForm(_type: string): State['primitive'] {
  return undefined;
}
