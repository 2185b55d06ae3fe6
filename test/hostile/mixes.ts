import { seeded } from '../fhir/fhirpath/mutants.ts';

/** Kinds that send at the same time, and for how long. */
export interface Mix {
  readonly atMs: number;
  readonly forMs: number;
  readonly kinds: readonly string[];
}

/** How many kinds send at the same time, and for how long. */
const TOGETHER = { min: 2, max: 5 };
const MIX_MS = { min: 3_000, max: 9_000 };

/**
 * Mixes drawn from a seed that fill the time: kinds are dealt from a shuffled pack, so that each
 * has its turn before one comes again.
 */
export function mixesOf(kinds: readonly string[], seed: number, totalMs: number): readonly Mix[] {
  const random = seeded(seed);
  const between = (min: number, max: number): number =>
    min + Math.floor(random() * (max - min + 1));
  let pack: string[] = [];
  const deal = (count: number): readonly string[] => {
    const dealt = new Set<string>();
    while (dealt.size < Math.min(count, kinds.length)) {
      if (pack.length === 0) pack = shuffled(kinds, random);
      dealt.add(pack.pop() ?? '');
    }
    return [...dealt];
  };
  const mixes: Mix[] = [];
  for (let atMs = 0; atMs < totalMs; ) {
    const forMs = Math.min(between(MIX_MS.min, MIX_MS.max), totalMs - atMs);
    mixes.push({ atMs, forMs, kinds: deal(between(TOGETHER.min, TOGETHER.max)) });
    atMs += forMs;
  }
  return mixes;
}

/** The kinds that sent in the last so many milliseconds before an instant, each once. */
export function kindsBefore(
  mixes: readonly Mix[],
  atMs: number,
  withinMs: number,
): readonly string[] {
  const running = mixes.filter(
    (mix) => mix.atMs <= atMs && mix.atMs + mix.forMs >= atMs - withinMs,
  );
  return [...new Set(running.flatMap(({ kinds }) => kinds))];
}

function shuffled(kinds: readonly string[], random: () => number): string[] {
  return kinds
    .map((kind) => ({ kind, at: random() }))
    .sort((left, right) => left.at - right.at)
    .map(({ kind }) => kind);
}
