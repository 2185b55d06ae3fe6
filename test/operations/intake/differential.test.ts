import { beforeAll, describe, expect, test } from 'vitest';
import { isJsonObject, type JsonObject } from '../../../src/fhir/json/json.ts';
import { accept } from '../../../src/operations/rooms/accept.ts';
import { readRequest } from '../../../src/operations/rooms/read-request.ts';
import { generateMutants } from '../../conformance/mutants/generate.ts';
import { Random } from '../../conformance/mutants/random.ts';
import { thawObject, toText } from '../../conformance/mutants/tree.ts';
import { mutateTree } from '../../fuzz/mutate-tree.ts';
import { scenario } from '../payer.ts';
import { payerForTests } from '../payer-for-tests.ts';
import {
  asksTheSame,
  type Outcome,
  outcomeOf,
  type Parts,
  partsOf,
  wrongApprovals,
} from './differential.ts';

/**
 * Goal: what strict intake refuses is decided by automation only where every finding is told alone.
 * Method: mutants of requests that are approved or need nothing as they are, each decided on an
 * empty ledger, so that nothing but the finding can keep it from approval.
 * More of them: ASSENT_MUTANTS=20000.
 */
const count = Number(process.env.ASSENT_MUTANTS ?? 100);
const names = ['home-oxygen-approved', 'home-oxygen-approved-es', 'not-required'];
const payer = payerForTests();
let parts: Parts;
beforeAll(async () => {
  parts = await partsOf(payer);
}, 60_000);

function parsed(name: string): JsonObject {
  const resource: unknown = JSON.parse(scenario(name));
  return isJsonObject(resource) ? resource : {};
}

interface Tally {
  readonly kinds: Record<string, number>;
  readonly wrong: string[];
  /** Decided by automation all the same. */
  told: number;
}

function add(tally: Tally, name: string, outcome: Outcome): void {
  tally.kinds[outcome.kind] = (tally.kinds[outcome.kind] ?? 0) + 1;
  tally.wrong.push(...wrongApprovals(outcome).map((line) => `${name}: ${line}`));
}

describe('what strict intake refuses', () => {
  test('single changes: approved only when what is told changes nothing', async () => {
    const tally: Tally = { kinds: {}, wrong: [], told: 0 };
    for (const name of names) {
      const resource = parsed(name);
      const accepted = accept({ resource, issues: [] }, 'strict');
      const asked = accepted.ok
        ? readRequest(accepted.value, parts.rules.rulebook.telling)
        : accepted;
      if (!asked.ok) throw new Error(`${name} is refused`);
      for (const { id, text, description } of generateMutants([{ name, resource }], 7, count)) {
        const outcome = await outcomeOf(parts, text);
        add(tally, `${name} ${id}`, outcome);
        if (outcome.kind !== 'taken-by-tolerant') continue;
        if (outcome.findings.some((one) => one.class !== 'tell')) continue;
        tally.told += 1;
        if (!asksTheSame(outcome.request, asked.value))
          tally.wrong.push(`${name} ${id}: ${description}, and asks for something else`);
      }
    }
    expect(tally.wrong).toEqual([]);
    expect(tally.kinds['taken-by-tolerant']).toBeGreaterThan(30);
    expect(tally.told).toBeGreaterThan(1);
    if (process.env.ASSENT_MUTANTS !== undefined) console.log(tally.kinds, tally.told);
  }, 600_000);

  test('random trees', async () => {
    const tally: Tally = { kinds: {}, wrong: [], told: 0 };
    for (let number = 0; number < count; number += 1) {
      const random = new Random(`intake-${number}`);
      const tree = thawObject(parsed(random.pick(names) ?? ''));
      mutateTree(tree, random);
      add(tally, `tree ${number}`, await outcomeOf(parts, toText(tree)));
    }
    expect(tally.wrong).toEqual([]);
    expect(tally.kinds['taken-by-tolerant']).toBeGreaterThan(5);
    if (process.env.ASSENT_MUTANTS !== undefined) console.log(tally.kinds);
  }, 600_000);
});
