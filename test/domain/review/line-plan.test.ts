import { expect, test } from 'vitest';
import type { Code } from '../../../src/domain/code.ts';
import type { RequirementRow } from '../../../src/domain/policy/rulebook.ts';
import { day, outcome, rulebook } from './decided.ts';

/** Goal: any code of a line may ask for a review; only one that names the service sets it free. */
const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const own = 'https://payer.example/codes';
const free: Code = { system: hcpcs, code: 'E0445' };
const listed: Code = { system: own, code: 'PX1' };

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
