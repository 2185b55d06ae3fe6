import type { InvariantScope } from '../../fhirpath/compile.ts';
import type { JsonObject } from '../../json/json.ts';
import type { Watch } from './watch.ts';

/** What a walk may spend. */
export interface Allowance {
  readonly steps: number;
  readonly watch: Watch | undefined;
}

/** Steps between two looks at the time. */
const UNWATCHED_MAX = 256;

/**
 * The scope of invariants: it follows the walk from resource to resource, and its steps are the
 * budget of all. Whoever spends from it also looks at the time now and then; when that is over
 * nothing is left.
 */
export class WalkScope implements InvariantScope {
  resource: JsonObject;
  rootResource: JsonObject;
  readonly resolve: InvariantScope['resolve'];
  private left: number;
  private lookAt: number;
  private readonly watch: Watch | undefined;

  constructor(
    resource: JsonObject,
    { steps, watch }: Allowance,
    resolve: InvariantScope['resolve'],
  ) {
    this.resource = resource;
    this.rootResource = resource;
    this.resolve = resolve;
    this.left = steps;
    this.lookAt = steps;
    this.watch = watch;
  }

  get steps(): number {
    return this.left;
  }

  set steps(value: number) {
    this.left = value;
    if (value <= this.lookAt) this.look();
  }

  private look(): void {
    this.lookAt = this.left - UNWATCHED_MAX;
    if (this.watch?.isOver() === true) this.left = Math.min(this.left, -1);
  }
}
