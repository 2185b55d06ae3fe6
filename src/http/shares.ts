/** Something of which there is so much, and of which one holder may have a part. */
export interface Shares {
  /** Takes so much for a holder, or says whose limit stands in the way: its own comes first. */
  take(holder: string, amount: number): 'all' | 'own' | undefined;
  giveBack(holder: string, amount: number): void;
}

/** How much there is altogether, and how much of it one holder may have. */
export interface ShareLimits {
  readonly all: number;
  readonly own: number;
}

/** Shares of which nothing is taken yet; a holder is remembered only while it has something. */
export function createShares({ all, own }: ShareLimits): Shares {
  const held = new Map<string, number>();
  let taken = 0;
  return {
    take: (holder, amount) => {
      const before = held.get(holder) ?? 0;
      if (before + amount > own) return 'own';
      if (taken + amount > all) return 'all';
      taken += amount;
      held.set(holder, before + amount);
      return undefined;
    },
    giveBack: (holder, amount) => {
      const rest = (held.get(holder) ?? 0) - amount;
      taken -= amount;
      if (rest > 0) held.set(holder, rest);
      else held.delete(holder);
    },
  };
}

/** A percentage of an amount, but never less than one request needs. */
export function shareOf(all: number, percent: number, needed: number): number {
  return Math.min(all, Math.max(needed, Math.floor((all * percent) / 100)));
}
