import { describe, expect, it } from 'vitest';
import { toOutcome } from '../../src/fhir/outcome.ts';
import { type Problem, type ProblemCode, problemCatalogue, statusOf } from '../../src/problem.ts';

/** FHIR R4, http://hl7.org/fhir/ValueSet/issue-type. */
const issueTypes = new Set(
  (
    'invalid structure required value invariant security login unknown expired forbidden ' +
    'suppressed processing not-supported duplicate multiple-matches not-found deleted too-long ' +
    'code-invalid extension too-costly business-rule conflict transient lock-error no-store ' +
    'exception timeout incomplete throttled informational'
  ).split(' '),
);

describe('the catalogue of problems', () => {
  it.each(Object.entries(problemCatalogue))('%s has what an answer needs', (_, row) => {
    expect(row.status).toBeGreaterThanOrEqual(400);
    expect(row.status).toBeLessThan(600);
    expect(issueTypes.has(row.issueType)).toBe(true);
    expect(row.title).toMatch(/^[A-Z][^.\n]+$/u);
  });
});

describe('spec-35 an outcome', () => {
  const check = (problem: Problem, issue: readonly unknown[]): void => {
    expect(toOutcome(problem)).toEqual({ resourceType: 'OperationOutcome', issue });
  };

  it('of a problem without issues says its title and what is particular', () => {
    const code: ProblemCode = 'not-found';
    const details = { text: 'There is nothing here' };
    check({ code }, [{ severity: 'error', code: 'not-found', details }]);
    const more = { text: 'There is nothing here: no such case' };
    check({ code, detail: 'no such case' }, [
      { severity: 'error', code: 'not-found', details: more },
    ]);
  });

  it('of a problem with issues shows each with its place and rule', () => {
    const expression = 'Claim.use';
    const issues = [
      { severity: 'error', code: 'required', expression, text: 'a', rule: 'r' } as const,
      { severity: 'warning', code: 'value', text: 'b' } as const,
    ];
    check({ code: 'resource-invalid', issues }, [
      {
        ...{ severity: 'error', code: 'required', details: { text: 'a' } },
        ...{ diagnostics: 'r', expression: ['Claim.use'] },
      },
      { severity: 'warning', code: 'value', details: { text: 'b' } },
    ]);
  });

  it('R29 of many issues shows 100 and the number of the others', () => {
    const issue = { severity: 'error', code: 'value', text: 'a' } as const;
    const { issue: shown } = toOutcome({
      code: 'resource-invalid',
      issues: Array(250).fill(issue),
    });
    expect(shown).toHaveLength(101);
    expect(Array.isArray(shown) && shown[100]).toEqual({
      severity: 'information',
      code: 'informational',
      details: { text: '150 more issues are not shown; mend these first.' },
    });
  });

  it('has the status of the catalogue unless the problem says another', () => {
    expect(statusOf({ code: 'resource-invalid' })).toBe(422);
    expect(statusOf({ code: 'resource-invalid', status: 400 })).toBe(400);
  });
});
