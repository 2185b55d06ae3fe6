import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../../src/adapters/store-sqlite/store.ts';
import { plainVault } from '../../../src/adapters/vault-plain.ts';
import type { CommandContext } from '../../../src/cli/command.ts';
import { importCommand } from '../../../src/cli/commands/import.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { Store } from '../../../src/ports/store.ts';
import { ok } from '../../../src/result.ts';

const folder = mkdtempSync(join(tmpdir(), 'assent-import-'));
const demo = join(import.meta.dirname, '../../../demo/payer');
let store: Store;

const onFatal = () => undefined;

beforeAll(async () => {
  const input = { file: ':memory:', mode: 'write', vault: plainVault, onFatal } as const;
  const opened = await openSqliteStore(input);
  if (!opened.ok) throw new Error(opened.problem);
  store = opened.value;
});
afterAll(() => store.close());

function run(...positionals: readonly string[]) {
  return runFrom([''], ...positionals);
}

async function runFrom(stdin: readonly (string | Uint8Array)[], ...positionals: readonly string[]) {
  const printed = { out: '', err: '' };
  const output = (name: 'out' | 'err') => ({
    write: (text: string) => {
      printed[name] += text;
      return true;
    },
    once: () => undefined,
  });
  const command = importCommand({
    openStore: async () => ok({ ...store, close: async () => undefined }),
    clock: { now: () => '2026-11-28T16:00:00.000Z' as Instant, elapsedMs: () => 0 },
  });
  const context: CommandContext = {
    ...{ values: {}, positionals, env: {}, stdout: output('out'), stderr: output('err') },
    stdin: (async function* () {
      yield* stdin;
    })(),
  };
  return { code: await command.run(context), ...printed };
}

test('the demo payer is loaded; a second time nothing changes', async () => {
  const files = ['plans', 'members', 'coverages', 'providers'].map((one) =>
    join(demo, `${one}.ndjson`),
  );
  const first = await run(...files);
  expect([first.code, first.err]).toEqual([0, '']);
  expect(first.out).toMatch(/plans\.ndjson: 3 lines: 3 new/u);
  expect(first.out).toMatch(/members\.ndjson: 12 lines: 12 new/u);
  const second = await run(...files);
  expect(second.out.match(/0 new, 0 changed/gu)).toHaveLength(4);
});

const person = {
  ...{ resourceType: 'Patient', id: 'a', birthDate: '1980-01-13', name: [{ family: 'A' }] },
  identifier: [{ system: 'urn:member', value: 'A1' }],
};
const covered = {
  ...{ resourceType: 'Coverage', id: 'c', status: 'active', subscriberId: 'S1' },
  beneficiary: { reference: 'Patient/a' },
  period: { start: '2026-01-01' },
  class: [{ type: { coding: [{ system: 'urn:c', code: 'plan' }] }, value: 'demo-commercial' }],
};
const npi = (value: string) => [{ system: 'http://hl7.org/fhir/sid/us-npi', value }];
const clinic = { resourceType: 'Organization', id: 'o', name: 'O', identifier: npi('9000000015') };

async function runLines(name: string, ...lines: readonly (string | object)[]) {
  const file = join(folder, `${name}.ndjson`);
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  writeFileSync(file, texts.join('\n'));
  const { code, out, err } = await run(file);
  return { code, out, told: err.replaceAll(`${file}:`, '').split('\n').slice(0, -1) };
}

test('faulty lines are told by their number and left out, other types skipped', async () => {
  const { id: _, ...nameless } = person;
  const { code, out, told } = await runLines(
    'odd',
    ...[person, nameless, '{"resourceType":"Patient"', '[]', ''],
    ...['{"resourceType":"Observation","id":"o"}', '{"resourceType":"Coverage","id":"c"}'],
  );
  expect(code).toBe(1);
  expect(out).toContain(
    '7 lines: 1 new, 0 changed, 0 unchanged, 0 out of force, 1 skipped, 4 faulty',
  );
  expect(told).toEqual([
    '2: Patient has no id',
    expect.stringMatching(/^3: /u),
    '4: this is no JSON object',
    '7: Coverage.beneficiary names no Patient/id',
  ]);
});

test.each<[string, object, string]>([
  ['a birth date that is none', { ...person, birthDate: '1980-13-01' }, 'Patient.birthDate is no'],
  ['a death that is none', { ...person, deceasedDateTime: '2026-02-31' }, 'deceasedDateTime is no'],
  ['a Patient without identifier', { ...person, identifier: [] }, 'Patient has no member id'],
  ['an identifier without system', { ...person, identifier: [{ value: 'A1' }] }, 'no member id'],
  ['an NPI with a wrong check digit', { ...clinic, identifier: npi('9000000016') }, 'check digit'],
  ['an NPI of another form', { ...clinic, identifier: npi('900000001') }, 'wrong check digit'],
  [
    'a Coverage of nobody on file',
    { ...covered, beneficiary: { reference: 'Patient/nobody' } },
    'Coverage of nobody: Patient/nobody is not on file',
  ],
  [
    'a Coverage under no plan on file',
    { ...covered, class: [{ ...covered.class[0], value: 'none' }] },
    'Coverage under no plan: InsurancePlan/none is not on file',
  ],
  ['a status that is none', { ...covered, status: 'actve' }, 'Coverage.status is none of'],
  ['no status', { ...covered, status: undefined }, 'Coverage.status is none of'],
  ['no start', { ...covered, period: { end: '2026-12' } }, 'Coverage.period has no start'],
  ['a start that is none', { ...covered, period: { start: '2026-00' } }, 'the start is no date'],
  [
    'an end before the start',
    { ...covered, period: { start: '2026-03', end: '2026-02' } },
    'Coverage.period: the end is before its start',
  ],
])('%s is a bad line, counted and told with the reason', async (name, line, reason) => {
  const { code, out, told } = await runLines(name.replaceAll(' ', '-'), person, line);
  expect(code).toBe(1);
  expect(out).toContain(', 1 faulty');
  expect(told).toEqual([expect.stringMatching(new RegExp(`^2: .*${reason}`, 'u'))]);
});

test('a plan names its payer by one or more identifiers', async () => {
  const code = (name: string, value: string) => ({
    system: `https://assent.example/CodeSystem/${name}`,
    code: value,
  });
  const plan = {
    ...{ resourceType: 'InsurancePlan', id: 'p', status: 'active' },
    type: [{ coding: [code('line-of-business', 'MA'), code('funding-type', 'government')] }],
    extension: [
      { url: 'http://hl7.org/fhir/StructureDefinition/timezone', valueCode: 'America/Denver' },
    ],
    contained: [{ resourceType: 'Organization', id: 'o', identifier: npi('9000000007') }],
    ownedBy: { reference: '#o', identifier: { system: 'urn:naic', value: '1' } },
  };
  const { told } = await runLines('plans', plan, { ...plan, ownedBy: { display: 'Us' } });
  expect(told).toEqual(['2: InsurancePlan.ownedBy names no payer by an identifier']);
  const found = await store.read({ records: [{ kind: 'plan', keys: ['id|p'] }] });
  expect(found.ok && found.value.plans[0]?.payerIdentifiers).toEqual([
    { system: 'urn:naic', value: '1' },
    ...npi('9000000007'),
  ]);
});

test.each<[string, object, string]>([
  ['in one piece', { name: [{ text: 'Pat Demodoc, MD' }] }, 'Pat Demodoc, MD'],
  ['in parts', { name: [{ given: ['Pat'], family: 'Demodoc', text: 'x' }] }, 'Pat Demodoc'],
  [
    'that is used now',
    { name: [{ use: 'old', family: 'Former' }, { family: 'Demodoc' }] },
    'Demodoc',
  ],
])('a Practitioner has a name %s', async (name, change, expected) => {
  const id = `doctor-${name.replaceAll(' ', '-')}`;
  const doctor = {
    ...{ resourceType: 'Practitioner', id, identifier: npi('9000000056') },
    ...change,
  };
  const { told } = await runLines(id, doctor);
  expect(told).toEqual([]);
  const keys = [`id|Practitioner/${id}`];
  const found = await store.read({ records: [{ kind: 'provider', keys }] });
  expect(found.ok && found.value.providers.map((one) => one.name)).toEqual([expected]);
});

test.each([
  ['', '1 line: '],
  ['\n', '1 line: '],
  ['\r\n\n', '2 lines: '],
])('standard input that ends with %j has no line behind its end', async (end, counted) => {
  const text = Buffer.from(JSON.stringify({ ...person, id: 'é', name: [{ family: 'Ñ☃' }] }) + end);
  // Each byte for itself: a character begins in one piece and ends in another.
  const { code, out } = await runFrom(
    Array.from(text, (byte) => Uint8Array.of(byte)),
    '-',
  );
  expect([code, out]).toEqual([0, expect.stringContaining(`-: ${counted}`)]);
  const found = await store.read({ records: [{ kind: 'member', keys: ['id|é'] }] });
  expect(JSON.stringify(found)).toContain('Ñ☃');
});

test('a Coverage may come before its Patient', async () => {
  const late = { ...person, id: 'late' };
  const early = { ...covered, id: 'early', beneficiary: { reference: 'Patient/late' } };
  const { code, out } = await runLines('early', early, late);
  expect([code, out]).toEqual([0, expect.stringContaining('2 lines: 2 new')]);
});

test('status, active and inexact dates are read for what they say', async () => {
  const odd = {
    ...{ ...person, id: 'odd', active: false, deceasedDateTime: '2026-05' },
    ...{ birthDate: '1980-01', link: [{ type: 'replaced-by', other: {} }] },
    identifier: [{ system: 'urn:member', value: 'ODD' }],
  };
  const inexact = {
    ...{ ...covered, id: 'inexact', beneficiary: { reference: 'Patient/odd' }, order: 2 },
    period: { start: '2026-02', end: '2028-02' },
  };
  const cancelled = { ...inexact, status: 'cancelled', period: { start: '2026' } };
  const { code, out, told } = await runLines(
    ...(['status', odd, inexact] as const),
    { ...cancelled, id: 'cancelled' },
    { ...clinic, id: 'closed', active: false },
    { ...cancelled, id: 'of-nobody', beneficiary: { reference: 'Patient/nobody' } },
  );
  expect(code).toBe(1);
  expect(out).toContain('1 out of force');
  // What is not kept is not told as taken.
  expect(told).toEqual([
    '3: taken, and out of force: Coverage.status is cancelled',
    '5: Coverage of nobody: Patient/nobody is not on file',
  ]);
  const found = await store.read({
    records: [
      { kind: 'member', keys: ['id|odd'] },
      { kind: 'coverage', keys: ['id|inexact', 'id|cancelled'] },
      { kind: 'provider', keys: ['id|Organization/closed'] },
    ],
  });
  if (!found.ok) throw new Error(found.problem.reason);
  const { members, coverages, providers } = found.value;
  expect(members).toMatchObject([
    { isDeceased: true, deceasedOn: '2026-05-01', isActive: false, isReplaced: true },
  ]);
  expect(members[0]).not.toHaveProperty('birthOn');
  expect(coverages).toMatchObject([
    { span: { from: '2026-02-01', to: '2028-02-29' }, order: 2 },
    { span: { from: '2026-01-01' }, withdrawn: 'cancelled' },
  ]);
  expect(providers).toMatchObject([{ isActive: false }]);
});

test.each([[[]], [['/nowhere/at/all.ndjson']]])('wrong usage: %j', async (positionals) => {
  const { code, err } = await run(...positionals);
  expect(code).toBe(2);
  expect(err).toMatch(/^assent: import: [^\n]+\n$/u);
});
