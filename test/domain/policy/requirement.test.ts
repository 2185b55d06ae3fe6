import { describe, expect, test } from 'vitest';
import type { RequirementQuestion } from '../../../src/domain/policy/requirement.ts';
import { requirementOf } from '../../../src/domain/policy/requirement.ts';
import type { RequirementRow } from '../../../src/domain/policy/rulebook.ts';
import { day, rulebook } from '../review/decided.ts';

/** Goal: "nothing is needed" is said only by a row of the list, of all that it says. */
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const CPT = 'http://www.ama-assn.org/go/cpt';
const hcpcs = (code: string) => ({ system: HCPCS, code });
const span = { from: day('2026-12-01'), to: day('2027-11-30') };
const plain: RequirementQuestion = { service: [hcpcs('E1390')], lineOfBusiness: 'MA', span };

function told(asked: Partial<RequirementQuestion>, requirements = rulebook.requirements): string {
  const found = requirementOf({ ...rulebook, requirements }, { ...plain, ...asked });
  return [found.requirement, found.policy?.id].filter((part) => part !== undefined).join(' ');
}

describe('the list as it is shipped', () => {
  test.each<[string, Partial<RequirementQuestion>, string]>([
    ['of a policy', {}, 'required HOME-OXYGEN'],
    ['of a policy, other plans', { lineOfBusiness: 'ASO' }, 'required HOME-OXYGEN'],
    ['free', { service: [hcpcs('E0445')] }, 'none'],
    ['of neither', { service: [hcpcs('E0446')] }, 'unknown'],
    ['of another system', { service: [{ system: CPT, code: 'E1390' }] }, 'unknown'],
    ['free under another system', { service: [{ system: CPT, code: 'E0445' }] }, 'unknown'],
    ['in small letters', { service: [hcpcs('e0445')] }, 'unknown'],
    ['no code', { service: [] }, 'unknown'],
    ['a plan of no row', { lineOfBusiness: 'FEP' }, 'unknown'],
    ['free, a plan of no row', { service: [hcpcs('E0445')], lineOfBusiness: 'FEP' }, 'unknown'],
    ['before the row', { span: { from: day('2023-12-31') } }, 'unknown'],
    [
      'before a free row',
      { service: [hcpcs('E0445')], span: { from: day('2023-12-31') } },
      'unknown',
    ],
  ])('%s', (_, asked, expected) => {
    expect(told(asked)).toBe(expected);
  });
});

function row(requirement: RequirementRow['requirement'], changes: Partial<RequirementRow> = {}) {
  return {
    ...{ linesOfBusiness: ['MA'], services: [{ system: HCPCS, codes: ['E1390'] }], requirement },
    effective: { from: day('2026-01-01'), to: day('2027-11-30') },
    ...changes,
  };
}

describe('rows', () => {
  const required = row('required', { policy: 'HOME-OXYGEN' });
  test.each<[string, readonly RequirementRow[], Partial<RequirementQuestion>, string]>([
    ['none', [row('none')], {}, 'none'],
    ['recommended, without a policy', [row('recommended')], {}, 'recommended'],
    [
      'the strictest, last',
      [row('none'), row('recommended'), required],
      {},
      'required HOME-OXYGEN',
    ],
    ['the strictest, first', [required, row('none')], {}, 'required HOME-OXYGEN'],
    ['recommended before none', [row('none'), row('recommended')], {}, 'recommended'],
    ['a policy that is not there', [row('required', { policy: 'X' })], {}, 'required'],
    ['free on its last day', [row('none')], { span: { ...span, to: day('2027-11-30') } }, 'none'],
    [
      'free, over before the care',
      [row('none')],
      { span: { ...span, to: day('2027-12-01') } },
      'unknown',
    ],
    ['free, of care without end', [row('none')], { span: { from: span.from } }, 'unknown'],
    [
      'free without end, of care without end',
      [row('none', { effective: { from: day('2026-01-01') } })],
      { span: { from: span.from } },
      'none',
    ],
    [
      'required, over before the care',
      [required],
      { span: { ...span, to: day('2027-12-01') } },
      'required HOME-OXYGEN',
    ],
    ['required, of another day', [required], { span: { from: day('2027-12-01') } }, 'unknown'],
  ])('%s', (_, rows, asked, expected) => {
    expect(told(asked, rows)).toBe(expected);
  });

  test('a row of several systems names what one of them does', () => {
    const services = [
      { system: CPT, codes: ['99503'] },
      { system: HCPCS, codes: ['E0431', 'E1390'] },
    ];
    expect(told({}, [row('none', { services })])).toBe('none');
    const both = [{ system: CPT, code: 'E1390' }, hcpcs('E1390')];
    expect(told({ service: both }, [row('none', { services })])).toBe('none');
    expect(told({ service: [hcpcs('99503')] }, [row('none', { services })])).toBe('unknown');
  });

  test('a row of what needs nothing has its own scope, a policy that of its own', () => {
    const [policy] = rulebook.policies;
    if (policy === undefined) throw new Error('no policy');
    const scope = { ...policy.scope, described: [] };
    const found = (...requirements: readonly RequirementRow[]) =>
      requirementOf({ ...rulebook, requirements }, plain).scope;
    expect(found(row('none', { scope }))).toBe(scope);
    // Of two the narrower counts, whichever stands first.
    expect(found(row('none'), row('none', { scope }))).toBe(scope);
    expect(found(row('none', { scope }), row('none'))).toBe(scope);
    expect(found(row('none'))).toBeUndefined();
    expect(found(required)).toBe(policy.scope);
  });

  test('a policy counts under its own lines of business, codes and dates', () => {
    const [policy] = rulebook.policies;
    if (policy === undefined) throw new Error('no policy');
    const only = (changes: Partial<typeof policy>) =>
      requirementOf({ ...rulebook, policies: [{ ...policy, ...changes }] }, plain).policy?.id;
    expect(only({})).toBe('HOME-OXYGEN');
    expect(only({ linesOfBusiness: ['ASO'] })).toBeUndefined();
    expect(only({ effective: { from: day('2026-12-02') } })).toBeUndefined();
    expect(only({ services: [{ system: HCPCS, codes: ['E0431'] }] })).toBeUndefined();
  });
});
