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

type Change = (row: Record<string, unknown>) => void;

/** A copy of the policies with the first row of a file changed. */
function withRow(path: string, change: Change): string {
  const folder = mkdtempSync(join(tmpdir(), 'assent-rules-'));
  folders.push(folder);
  cpSync(policies, folder, { recursive: true });
  const changed = join(folder, path);
  const rows = JSON.parse(readFileSync(changed, 'utf8'));
  change(rows[0]);
  writeFileSync(changed, JSON.stringify(rows));
  return folder;
}

function problemOf(path: string, change: Change): string {
  const loaded = loadRulebook(withRow(path, change));
  return loaded.ok ? 'loaded' : loaded.problem;
}

const file = join('facts', 'oxygen.json');

describe('the facts of a rulebook', () => {
  test.each<[string, Change, string]>([
    ['as they are', () => {}, 'loaded'],
    ...[
      'unit',
      'plausible',
      'codes',
      'understood',
      'others',
      'told',
      'contradictedBy',
      'notBy',
    ].map((name): [string, Change, string] => [
      `a quantity without ${name}`,
      (fact) => delete fact[name],
      `${file}: /0 must have required property '${name}'`,
    ]),
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
      `${file}: oxygen-saturation: no list "generl"`,
    ],
    [
      'a list of codes that is not there',
      (fact) => {
        fact.harmless = ['vital-sings'];
      },
      `${file}: oxygen-saturation: no list "vital-sings"`,
    ],
  ])('%s', (_, change, expected) => {
    expect(problemOf(file, change)).toBe(expected);
  });
});

test('a scope stands on a row of what needs nothing, and nowhere else', () => {
  const scope = { places: [], categories: [], requestTypes: [], described: [] };
  const [{ services }] = JSON.parse(readFileSync(join(policies, 'pa-list.json'), 'utf8'));
  const full = { ...scope, places: services, categories: services, requestTypes: services };
  const ruled = (requirement: string, changes: object) =>
    problemOf('pa-list.json', (row) => Object.assign(row, { requirement, scope: changes }));
  expect(ruled('none', full)).toBe('loaded');
  expect(ruled('none', scope)).toMatch(/\/0\/scope\/places must NOT have fewer than 1 items$/u);
  expect(ruled('required', full)).toBe('pa-list.json: /0 must NOT be valid');
});

describe('services that tell on one another', () => {
  const system = 'urn:s';
  test.each<[string, object, string]>([
    ['as they are', {}, 'loaded'],
    [
      'a range of prefixes beside nothing',
      { beside: undefined },
      "/0 must have required property 'beside'",
    ],
    ['codes beside nothing', { beside: undefined, services: [{ system, codes: ['A'] }] }, 'loaded'],
    ['no service', { services: [] }, '/0/services must NOT have fewer than 1 items'],
    [
      'a prefix that all begin with',
      { services: [{ system, prefixes: [''] }] },
      '/0/services/0/prefixes/0 must NOT have fewer than 1 characters',
    ],
    [
      'days of another kind',
      { when: ['later'] },
      '/0/when/0 must be equal to one of the allowed values',
    ],
    ['no time', { when: [] }, '/0/when must NOT have fewer than 1 items'],
    ['no source', { source: undefined }, "/0 must have required property 'source'"],
  ])('%s', (_, changes, expected) => {
    const file = 'relations.json';
    const problem = problemOf(file, (row) => Object.assign(row, changes));
    expect(problem).toBe(expected === 'loaded' ? expected : `${file}: ${expected}`);
  });
});
