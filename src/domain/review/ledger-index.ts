import { foldedCode } from '../code/procedure-code.ts';
import { type Covered, CoveredDays } from '../covered-days.ts';
import { distinguishing, type ModifierRow } from '../policy/modifier.ts';
import { type DateSpan, spansOverlap } from '../time.ts';
import { ANY_KEY, type LedgerClaim } from './ledger.ts';

/** A claim with its place on the ledger. */
interface Placed {
  readonly claim: LedgerClaim;
  readonly place: number;
}

/**
 * The claims of one member by their services: made once for a request, so that a line looks at the
 * claims on its own service and at no others. Keys of older cases have all their modifiers, and are
 * found by those that make another service.
 */
export class LedgerIndex {
  readonly #rows: readonly ModifierRow[];
  readonly #byKey = new Map<string, Placed[]>();
  /** Made when they are first asked for: most services are asked for once. */
  readonly #daysByKey = new Map<string, CoveredDays>();
  #places = 0;

  constructor(claims: readonly LedgerClaim[], rows: readonly ModifierRow[]) {
    this.#rows = rows;
    this.add(claims);
  }

  /** Puts claims behind those that are there. */
  add(claims: readonly LedgerClaim[]): void {
    for (const claim of claims) {
      const placed = { claim, place: this.#places };
      this.#places += 1;
      for (const key of this.#keysOf(claim)) {
        const known = this.#byKey.get(key);
        if (known === undefined) this.#byKey.set(key, [placed]);
        else known.push(placed);
        this.#daysByKey.get(key)?.add(claim);
      }
    }
  }

  /** How many days of a window claims on the services cover, each day once, and the first. */
  daysOn(keys: readonly string[], window: DateSpan): Covered {
    const all = new CoveredDays();
    for (const key of [...keys, ANY_KEY]) {
      const days = this.#daysOf(key);
      if (days !== undefined) all.addWithin(days, window);
    }
    return all.within(window);
  }

  #daysOf(key: string): CoveredDays | undefined {
    const claims = this.#byKey.get(key);
    const known = this.#daysByKey.get(key);
    if (known !== undefined || claims === undefined) return known;
    const days = new CoveredDays();
    for (const { claim } of claims) days.add(claim);
    this.#daysByKey.set(key, days);
    return days;
  }

  /**
   * The first claim of the ledger on one of the services, or on any, that has a day of the span.
   */
  firstOn(keys: readonly string[], span: DateSpan): LedgerClaim | undefined {
    let first: Placed | undefined;
    for (const key of [...keys, ANY_KEY]) {
      const found = this.#byKey.get(key)?.find(({ claim }) => spansOverlap(span, claim));
      if (found !== undefined && found.place < (first?.place ?? Infinity)) first = found;
    }
    return first?.claim;
  }

  #keysOf({ service }: LedgerClaim): readonly string[] {
    if (!WITH_MODIFIERS.test(service)) return [service];
    const [code = '', ...modifiers] = service.split('-');
    const key = [foldedCode(code), ...distinguishing(this.#rows, modifiers)].join('-');
    return [...new Set([service, key])];
  }
}

const WITH_MODIFIERS = /^[^-]+(?:-[^-]{2})+$/u;
