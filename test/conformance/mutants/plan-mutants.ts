import { isJsonObject } from '../../../src/fhir/json/json.ts';
import type { Coverage, Outcome } from '../coverage/coverage.ts';
import { type PlanRule, type RuleKind, ruleId } from '../coverage/plan-rule.ts';
import { firstChange } from './first-change.ts';
import type { Mutant } from './generate.ts';
import { Random } from './random.ts';
import { thawObject, toText } from './tree.ts';

/** Which rules are broken, by what, and how many of each sort are wanted. */
export interface PlanSample {
  readonly rules: readonly PlanRule[];
  readonly coverage: Coverage;
  readonly seed: number;
  readonly mutants: number;
  readonly clean: number;
}

/**
 * Mutants that break one rule of the plans each, and the clean instances that they were made
 * from, no two alike. The kinds of rules take turns; the very many rules on the form of JSON share
 * one turn. A change that leaves no trace in our judgement is kept too: the official validator may
 * see what we do not.
 */
export function generatePlanMutants(sample: PlanSample): Mutant[] {
  const texts = new Set<string>();
  const mutants: Mutant[] = [];
  const clean: Mutant[] = [];
  for (const rule of turns(sample)) {
    if (mutants.length >= sample.mutants) break;
    const outcome = sample.coverage.of(rule);
    const [bad, good] = [broken(outcome), unbroken(outcome)];
    if (bad === undefined || good === undefined || texts.has(bad.text)) continue;
    texts.add(bad.text);
    mutants.push(bad);
    if (texts.has(good.text) || clean.length >= sample.clean) continue;
    texts.add(good.text);
    clean.push(good);
  }
  return [...mutants, ...clean];
}

/** All rules, each kind in a random order, one of each kind after the other. */
function turns({ rules, seed }: PlanSample): PlanRule[] {
  const strata = new Map<string, PlanRule[]>();
  for (const rule of rules) {
    const stratum = stratumOf(rule.kind);
    strata.set(stratum, [...(strata.get(stratum) ?? []), rule]);
  }
  const places = [...strata].flatMap(([name, members]) => {
    const random = new Random(`${seed}/plan/${name}`);
    const drawn = members.map((rule): [number, PlanRule] => [random.next(), rule]);
    const shuffled = drawn.sort(([left], [right]) => left - right);
    return shuffled.map(([, rule], turn): [number, PlanRule] => [turn, rule]);
  });
  return places.sort(([left], [right]) => left - right).map(([, rule]) => rule);
}

function stratumOf(kind: RuleKind): string {
  return kind === 'form' || kind === 'empty' ? 'JSON' : kind;
}

function broken({ rule, mutant, clean }: Outcome): Mutant | undefined {
  if (mutant === undefined || clean === undefined) return undefined;
  const operator = `plan-${rule.kind.replaceAll(' ', '-')}`;
  return planMutant(operator, rule, { resource: mutant, description: firstChange(clean, mutant) });
}

function unbroken({ rule, clean }: Outcome): Mutant | undefined {
  if (clean === undefined) return undefined;
  return planMutant('plan-clean', rule, { resource: clean, description: 'as it has to be' });
}

function planMutant(
  operator: string,
  rule: PlanRule,
  { resource, description }: Pick<Mutant, 'resource' | 'description'>,
): Mutant | undefined {
  // Asked to verify a signature, the official validator hangs.
  if (hasMember(resource, 'signature')) return undefined;
  const text = toText(thawObject(resource));
  const place = ruleId(rule);
  const base = String(resource.resourceType);
  return { id: `${operator} ${place}`, operator, base, place, description, resource, text };
}

function hasMember(value: unknown, name: string): boolean {
  if (Array.isArray(value)) return value.some((item) => hasMember(item, name));
  if (!isJsonObject(value)) return false;
  return name in value || Object.values(value).some((item) => hasMember(item, name));
}
