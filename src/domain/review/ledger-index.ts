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
  /** The keys of a code with any modifiers. */
  readonly #keysOfCode = new Map<string, string[]>();
  /** What is still open, by code. */
  readonly #openByCode = new Map<string, LedgerClaim[]>();
  /** What is still open, and told something of the member that counts for any service. */
  readonly #openOfMember: LedgerClaim[] = [];
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
        if (known === undefined) {
          this.#byKey.set(key, [placed]);
          put(this.#keysOfCode, codeOf(key), key);
        } else known.push(placed);
        this.#daysByKey.get(key)?.add(claim);
      }
      if (claim.state === 'open') this.#addOpen(claim);
    }
  }

  #addOpen(claim: LedgerClaim): void {
    put(this.#openByCode, codeOf(claim.service), claim);
    if (claim.isOfMember === true) this.#openOfMember.push(claim);
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

  /**
   * A claim on one of some codes, or on any, whatever its modifiers are, that is none of a line's
   * own; where days are asked for, one that has a day of them.
   */
  besideOn(codes: readonly string[], own: OwnLine, span?: DateSpan): LedgerClaim | undefined {
    for (const code of [...codes, ANY_KEY]) {
      for (const key of this.#keysOfCode.get(code) ?? []) {
        const found = this.#byKey.get(key)?.find(({ claim }) => {
          return !isOwn(claim, own) && (span === undefined || spansOverlap(span, claim));
        });
        if (found !== undefined) return found.claim;
      }
    }
    return undefined;
  }

  /** What another case has open on one of some codes, or on any, whatever its days are. */
  openElsewhere(codes: readonly string[], caseId: string): LedgerClaim | undefined {
    for (const code of [...codes, ANY_KEY]) {
      const found = this.#openByCode.get(code)?.find((claim) => claim.caseId !== caseId);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** What another case has open that told something of the member which counts for any service. */
  openOfMember(caseId: string): LedgerClaim | undefined {
    return this.#openOfMember.find((claim) => claim.caseId !== caseId);
  }

  #keysOf({ service }: LedgerClaim): readonly string[] {
    if (!WITH_MODIFIERS.test(service)) return [service];
    const [code = '', ...modifiers] = service.split('-');
    const key = [foldedCode(code), ...distinguishing(this.#rows, modifiers)].join('-');
    return [...new Set([service, key])];
  }
}

/** The line that asks, which is not held against itself. */
export type OwnLine = Pick<LedgerClaim, 'caseId' | 'lineSequence'>;

function isOwn(claim: LedgerClaim, { caseId, lineSequence }: OwnLine): boolean {
  return claim.caseId === caseId && claim.lineSequence === lineSequence;
}

function put<Value>(map: Map<string, Value[]>, name: string, value: Value): void {
  const known = map.get(name);
  if (known === undefined) map.set(name, [value]);
  else known.push(value);
}

/** The code of a key, without the modifiers behind it. */
export function codeOf(key: string): string {
  if (!WITH_MODIFIERS.test(key)) return key;
  const [code = ''] = key.split('-', 1);
  return foldedCode(code);
}

const WITH_MODIFIERS = /^[^-]+(?:-[^-]{2})+$/u;
