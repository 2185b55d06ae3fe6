import { openWorkbench } from '../coverage/workbench.ts';
import { readExamples } from '../fixtures/examples.ts';
import { generateMutants, type Mutant } from '../mutants/generate.ts';
import { generatePlanMutants } from '../mutants/plan-mutants.ts';

/** Mutants of one origin: random changes of examples, or rules of the plans broken one by one. */
export interface Family {
  readonly name: string;
  readonly mutants: readonly Mutant[];
}

/** Of 52 mutants 30 are random ones, 15 break a rule of a plan and 7 are clean instances. */
const parts = { random: 30, plan: 15, clean: 7 } as const;
const whole = parts.random + parts.plan + parts.clean;

/** The families of a run of `count` mutants, without those that an earlier family has. */
export async function drawFamilies(count: number, seed: number): Promise<readonly Family[]> {
  const share = (part: number): number => Math.round((count * part) / whole);
  const random = generateMutants(readExamples(), seed, share(parts.random));
  const { own: rules, coverage } = await openWorkbench('2.2', 'hl7.fhir.us.davinci-pas#2.2.1');
  const wanted = { mutants: share(parts.plan), clean: share(parts.clean) };
  const planned = generatePlanMutants({ rules, coverage, seed, ...wanted });
  const known = new Set(random.map(({ text }) => text));
  const plan = planned.filter(({ text }) => !known.has(text));
  return [
    { name: 'random', mutants: random },
    { name: 'plan', mutants: plan },
  ];
}
