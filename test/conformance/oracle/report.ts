import type { Agreement } from './compare.ts';
import type { FoundDifference } from './differences.ts';

/** How one mutant came out; `none` when the official validator gave no verdict. */
export interface Outcome {
  readonly operator: string;
  readonly isValid: boolean;
  readonly hasPlaces: boolean;
  readonly agreement: Agreement | 'none';
  /** A difference that rests alone on OIDs shorter than the official validator wants them. */
  readonly isShortOid: boolean;
}

/** Rates in per cent over the mutants whose verdict the official validator could reach. */
export interface Rates {
  readonly judged: number;
  readonly unchecked: number;
  readonly valid: number;
  readonly sameVerdict: number;
  /** Without the differences that rest alone on short OIDs. */
  readonly sameVerdictButOids: number;
  readonly samePlace: number;
  /** With what the official validator can't check counted as differences. */
  readonly sameVerdictOfAll: number;
}

/** The rates of a run; places count where both find errors and the official one names a place. */
export function ratesOf(outcomes: readonly Outcome[]): Rates {
  const answered = outcomes.filter(({ agreement }) => agreement !== 'none');
  const judged = answered.filter(({ agreement }) => agreement !== 'unchecked');
  const oids = judged.filter(({ isShortOid }) => isShortOid).length;
  const verdicts = judged.filter(({ agreement }) => agreement !== 'verdict');
  const placed = verdicts.filter(({ hasPlaces }) => hasPlaces);
  const places = placed.filter(({ agreement }) => agreement === 'same');
  return {
    judged: judged.length,
    unchecked: answered.length - judged.length,
    valid: percent(judged.filter(({ isValid }) => isValid).length, judged.length),
    sameVerdict: percent(verdicts.length, judged.length),
    sameVerdictButOids: percent(verdicts.length, judged.length - oids),
    samePlace: percent(places.length, placed.length),
    sameVerdictOfAll: percent(verdicts.length, answered.length),
  };
}

/** The rates of a family of mutants in one line. */
export function rateLine(name: string, outcomes: readonly Outcome[]): string {
  const rates = ratesOf(outcomes);
  return [
    `${name.padEnd(6)} ${String(outcomes.length).padStart(5)} mutants`,
    `${String(rates.judged).padStart(5)} judged by both`,
    `${rates.valid.toFixed(1).padStart(5)} % valid`,
    `same verdict ${rates.sameVerdict.toFixed(2)} %`,
    `(without short OIDs ${rates.sameVerdictButOids.toFixed(2)} %)`,
    `same place ${rates.samePlace.toFixed(2)} %`,
    `${rates.unchecked} rest on what the official validator cannot check`,
    `(counted as differences: ${rates.sameVerdictOfAll.toFixed(2)} %)`,
  ].join('  ');
}

/** One line per operator: mutants, valid ones, differing verdicts, differing places, no verdict. */
export function operatorLines(outcomes: readonly Outcome[]): string[] {
  const names = [...new Set(outcomes.map(({ operator }) => operator))].sort();
  const width = Math.max(...names.map((name) => name.length));
  return names.map((name) => {
    const own = outcomes.filter(({ operator }) => operator === name);
    const count = (fits: (outcome: Outcome) => boolean): string =>
      String(own.filter(fits).length).padStart(5);
    return [
      name.padEnd(width),
      `${count(() => true)} mutants`,
      `${count(({ isValid }) => isValid)} valid`,
      `${count(({ agreement }) => agreement === 'verdict')} other verdict`,
      `${count(({ agreement }) => agreement === 'place')} other place`,
      `${count(({ agreement }) => agreement === 'unchecked')} not checked`,
      `${count(({ agreement }) => agreement === 'none')} no verdict`,
    ].join('  ');
  });
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : (part / whole) * 100;
}

/** Differences of one kind together, most frequent first, each group with its first mutant. */
export function differenceGroups(found: readonly FoundDifference[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { kind, mutant, errors, reading } of found) {
    const ours = errors[0]?.rule ?? 'nothing';
    const [theirs] = reading.errors;
    const text = theirs === undefined ? 'nothing' : theirs.messageId || theirs.message.slice(0, 50);
    const key = `${kind}: ours ${ours}, oracle ${text}`;
    groups.set(key, [...(groups.get(key) ?? []), mutant.id]);
  }
  const sorted = [...groups].sort(([, left], [, right]) => right.length - left.length);
  return sorted.map(([key, ids]) => `${String(ids.length).padStart(5)}  ${key} (${ids[0]})`);
}
