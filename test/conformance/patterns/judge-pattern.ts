import { analyse } from 'scslre';
import { type Attack, attacksOn, attackText } from './attack-texts.ts';
import { type StepCounter, stepCounter } from './count-steps.ts';

/** Why a pattern is vulnerable, and the attacks that cost it most. */
export interface Judgement {
  readonly faults: readonly string[];
  readonly worst: readonly Attack[];
}

const LENGTH = 160;
/** With more steps for a character than the first, an attack may be looked at with longer texts. */
const [ODD, SUSPICIOUS] = [5 * LENGTH, 24 * LENGTH];
const ODD_MAX = 8;
const BUDGET = 300_000;
const WORST_MAX = 2;

const known = new Map<string, Judgement>();

/** What the analyser and the counted attacks say of a pattern. */
export function judgePattern(pattern: RegExp): Judgement {
  const key = String(pattern);
  const judgement = known.get(key) ?? judged(pattern);
  known.set(key, judgement);
  return judgement;
}

function judged(pattern: RegExp): Judgement {
  const { source, flags } = pattern;
  const reports = analyse({ source, flags }).reports.map(
    ({ type, character }) => `analyser: ${type} of ${character.literal.source}`,
  );
  const { growing, worst } = counted(pattern);
  const steps = growing === undefined ? [] : [`counted: ${JSON.stringify(growing)}`];
  return { faults: [...reports, ...steps], worst };
}

interface Counted {
  readonly growing?: Attack;
  readonly worst: readonly Attack[];
}

function counted(pattern: RegExp): Counted {
  const count = stepCounter(pattern);
  const costs: { readonly attack: Attack; readonly steps: number }[] = [];
  for (const attack of attacksOn(pattern)) {
    const steps = count(attackText(attack, LENGTH), BUDGET);
    const isGrowing = steps > SUSPICIOUS && growth(count, attack) > 3;
    if (isGrowing) return { growing: attack, worst: [attack] };
    costs.push({ attack, steps });
  }
  costs.sort((one, other) => other.steps - one.steps);
  const odd = costs.filter(({ steps }) => steps > ODD && steps <= SUSPICIOUS).slice(0, ODD_MAX);
  const growing = odd.find(({ attack }) => growth(count, attack) > 3)?.attack;
  const worst = costs.slice(0, WORST_MAX).map(({ attack }) => attack);
  return growing === undefined ? { worst } : { growing, worst };
}

/** How many times the steps of a text are those of half of it: 2 when linear, 4 when quadratic. */
function growth(count: StepCounter, attack: Attack): number {
  const half = count(attackText(attack, 600), BUDGET);
  return half === Infinity ? half : count(attackText(attack, 1200), 4 * BUDGET) / half;
}
