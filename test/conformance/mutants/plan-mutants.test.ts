import { expect, test } from 'vitest';
import { openWorkbench } from '../coverage/workbench.ts';
import type { Mutant } from './generate.ts';
import { generatePlanMutants } from './plan-mutants.ts';

async function drawn(): Promise<readonly Mutant[]> {
  const { own: rules, coverage } = await openWorkbench('2.2', 'hl7.fhir.us.davinci-pas#2.2.1');
  return generatePlanMutants({ rules, coverage, seed: 1, mutants: 36, clean: 12 });
}

test('the same seed breaks the same rules, of all kinds, beside clean instances', async () => {
  const mutants = await drawn();
  const texts = new Set(mutants.map(({ text }) => text));
  const operators = new Set(mutants.map(({ operator }) => operator));
  const clean = mutants.filter(({ operator }) => operator === 'plan-clean');
  expect(await drawn()).toEqual(mutants);
  expect(texts.size).toBe(mutants.length);
  expect(mutants.length - clean.length).toBe(36);
  expect(clean.length).toBe(12);
  expect(operators.size).toBeGreaterThanOrEqual(17);
});
