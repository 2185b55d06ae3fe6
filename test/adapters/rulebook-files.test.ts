import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { loadRulebook } from '../../src/adapters/rulebook-files.ts';

/** Goal: a rulebook whose facts lack what keeps them honest is not loaded, and says where. */
const policies = join(import.meta.dirname, '../../policies');
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A copy of the policies with the first fact changed. */
function withFact(change: (fact: Record<string, unknown>) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'assent-rules-'));
  folders.push(folder);
  cpSync(policies, folder, { recursive: true });
  const file = join(folder, 'facts', 'oxygen.json');
  const facts = JSON.parse(readFileSync(file, 'utf8'));
  change(facts[0]);
  writeFileSync(file, JSON.stringify(facts));
  return folder;
}

function problemOf(change: (fact: Record<string, unknown>) => void): string {
  const loaded = loadRulebook(withFact(change));
  return loaded.ok ? 'loaded' : loaded.problem;
}

const file = join('facts', 'oxygen.json');

describe('the facts of a rulebook', () => {
  test.each<[string, (fact: Record<string, unknown>) => void, string]>([
    ['as they are', () => {}, 'loaded'],
    ...['unit', 'plausible', 'codes', 'understood', 'contradictedBy'].map(
      (name): [string, (fact: Record<string, unknown>) => void, string] => [
        `a quantity without ${name}`,
        (fact) => delete fact[name],
        `${file}: /0 must have required property '${name}'`,
      ],
    ),
    [
      'a range without an end',
      (fact) => {
        fact.plausible = { from: '40' };
      },
      `${file}: /0/plausible must have required property 'to'`,
    ],
    [
      'a range that is no number',
      (fact) => {
        fact.plausible = { from: '40', to: 'much' };
      },
      `${file}: /0/plausible/to must match pattern "^-?\\d+(\\.\\d+)?$"`,
    ],
    [
      'a range that no value lies in',
      (fact) => {
        fact.plausible = { from: '100', to: '40' };
      },
      `${file}: oxygen-saturation: no value is plausible from 100 to 40`,
    ],
    [
      'a list of words that is not there',
      (fact) => {
        fact.understood = ['generl'];
      },
      `${file}: oxygen-saturation: no list "generl" in words.json`,
    ],
  ])('%s', (_, change, expected) => {
    expect(problemOf(change)).toBe(expected);
  });
});
