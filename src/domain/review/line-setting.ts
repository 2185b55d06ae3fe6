import type { Code } from '../code.ts';

/** Where a service is given and what kind it is; an empty code stands for what has none. */
export interface LineSetting {
  readonly places: readonly Code[];
  readonly categories: readonly Code[];
  readonly requestTypes: readonly Code[];
}
