import { expect, test } from 'vitest';
import type { Code } from '../../../src/domain/code.ts';
import type { RequirementRow } from '../../../src/domain/policy/rulebook.ts';
import { planLines } from '../../../src/domain/review/line-plan.ts';
import { plainRequest } from '../requests.ts';
import { day, decided, outcome, patient, rulebook } from './decided.ts';

/** Goal: any code of a line may ask for a review; only one that names the service sets it free. */
const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const own = 'https://payer.example/codes';
const free: Code = { system: hcpcs, code: 'E0445' };
const listed: Code = { system: own, code: 'PX1' };
const translated: Code = { ...listed, isOwn: true };
const oxygen: Code = { system: hcpcs, code: 'E1390' };

function row(requirement: RequirementRow['requirement'], { system, code }: Code): RequirementRow {
  return {
    requirement,
    linesOfBusiness: ['MA', 'COMM-FI', 'COMM-SF', 'ASO'],
    services: [{ system, codes: [code] }],
    effective: { from: day('2024-01-01') },
  };
}

const withRows = (...requirements: readonly RequirementRow[]) => ({
  rulebook: { ...rulebook, requirements },
});
const noAuthorization = 'not-required';

test('a service that is free', () => {
  expect(outcome({ service: [free] }, withRows(row('none', free)))).toBe(noAuthorization);
});

test.each([
  'required',
  'recommended',
] as const)("a payer's own code that is %s counts beside one that is free", (requirement) => {
  const given = withRows(row('none', free), row(requirement, listed));
  expect(outcome({ service: [free, listed] }, given)).not.toBe(noAuthorization);
});

test("a payer's own code that is free sets no other service free", () => {
  const other = { system: hcpcs, code: 'E1390' };
  expect(outcome({ service: [other, listed] }, withRows(row('none', listed)))).not.toBe(
    noAuthorization,
  );
});

/** What a line is judged by: what is required, and the facts that are asked for. */
function planned(service: readonly Code[], requirements: readonly RequirementRow[]): string {
  const { found } = decided({});
  if (found === undefined) throw new Error('nothing was found');
  const lines = plainRequest().lines.map((line) => ({ ...line, service }));
  const rules = { ...rulebook, requirements };
  const [plan] = planLines(plainRequest({ patient, lines }), found, rules);
  return [plan?.requirement.requirement, ...(plan?.factIds ?? [])].join(' ');
}

const facts = 'diagnoses oxygen-saturation pao2-arterial hematocrit';
const ofPolicy = (requirement: RequirementRow['requirement']): RequirementRow => ({
  ...row(requirement, oxygen),
  policy: 'HOME-OXYGEN',
});

test.each<[string, readonly Code[], readonly RequirementRow[], string]>([
  ['a service of a policy', [oxygen], [ofPolicy('required')], `required ${facts}`],
  ['nothing that a row names', [oxygen], [], 'unknown'],
  [
    'what is free, translated into what is required',
    [free, translated],
    [row('none', free), row('required', listed)],
    'required',
  ],
  [
    'what is free, translated into what is recommended',
    [free, translated],
    [row('none', free), row('recommended', listed)],
    'recommended',
  ],
  [
    'what is recommended, translated into what is required',
    [oxygen, translated],
    [ofPolicy('recommended'), row('required', listed)],
    'required',
  ],
  [
    'what is required, translated into what is recommended',
    [oxygen, translated],
    [ofPolicy('required'), row('recommended', listed)],
    `required ${facts}`,
  ],
  [
    'what is recommended, translated into the same',
    [oxygen, translated],
    [ofPolicy('recommended'), row('recommended', listed)],
    `recommended ${facts}`,
  ],
  [
    'what is free, translated into the same',
    [free, translated],
    [row('none', free), row('none', listed)],
    'none',
  ],
  [
    'what nobody knows, translated into what is free',
    [oxygen, translated],
    [row('none', listed)],
    'unknown',
  ],
])('%s', (_, service, requirements, expected) => {
  expect(planned(service, requirements)).toBe(expected);
});
