import { describe, expect, test } from 'vitest';
import { matchMember } from '../../../src/domain/member/match-member.ts';
import type { MemberCoverage } from '../../../src/domain/member/member.ts';
import type { CoverageAsSent, TypedIdentifier } from '../../../src/domain/review/review-request.ts';
import { plainRequest } from '../requests.ts';
import { ada, covered, focal, memberId } from '../review/asked.ts';

/**
 * Goal: each identifier leads where it belongs, and is named where it led. Method: two members, and
 * requests that differ in their identifiers alone.
 */
const zoe = { ...ada, key: 'zoe', given: ['Zoe'], memberIds: [memberId('M2')] };
const card = (value: string): TypedIdentifier => ({ system: 'urn:card', value });
const typed = (one: TypedIdentifier, type: string): TypedIdentifier => ({ ...one, type });
const mine = (value: string) => typed(memberId(value), 'MB');
const { identifiers: _, ...person } = { ...ada, origin: 'p', identifiers: [] };

interface Given {
  readonly patient?: readonly TypedIdentifier[];
  readonly coverage?: Partial<CoverageAsSent>;
  readonly beside?: Partial<CoverageAsSent>;
  /** What our record of the coverage says. */
  readonly known?: Partial<MemberCoverage>;
}

function found({ patient = [], coverage = {}, beside, known = {} }: Given): string {
  const { subscriberId: __, ...sent } = focal;
  const other = { ...sent, isFocal: false, sequence: 2, origin: 'beside' };
  const request = plainRequest({
    patient: { ...person, identifiers: patient },
    coverages: [
      { ...sent, ...coverage },
      ...(beside === undefined ? [] : [{ ...other, ...beside }]),
    ],
  });
  const coverages = [
    covered('ada', { subscriberId: 'S1', dependentNumber: '01', ...known }),
    covered('zoe', { memberKey: 'zoe', subscriberId: 'S2', dependentNumber: '01' }),
  ];
  const match = matchMember(request, { members: [ada, zoe], coverages });
  if (match.kind === 'not-found') return match.kind;
  if (match.kind !== 'match') return `${match.kind} by ${match.by}`;
  const doubts = match.doubts.map((one) =>
    one.kind === 'identifier' ? `, in doubt: ${one.by}` : `, in doubt: ${one.kind}`,
  );
  return `${match.member.key} by ${match.by}${doubts.join('')}`;
}

describe('which identifiers lead to a member', () => {
  test.each<[string, Given, string]>([
    ['none', {}, 'not-found'],
    ['the member id', { patient: [mine('M1')] }, 'ada by member id'],
    ['the member id of another system', { patient: [typed(card('M1'), 'MB')] }, 'not-found'],
    ['an id without a system', { patient: [{ value: 'M1', type: 'MB' }] }, 'not-found'],
    ['an id without a value', { patient: [{ system: 'urn:member', type: 'MB' }] }, 'not-found'],
    ['the id as of a chart', { patient: [typed(memberId('M1'), 'MR')] }, 'not-found'],
    [
      'the sole untyped identifier',
      { patient: [memberId('M1')] },
      'ada by untyped patient identifier',
    ],
    ['one of two untyped identifiers', { patient: [memberId('M1'), card('1')] }, 'not-found'],
    [
      'the sole untyped identifier beside a chart',
      { patient: [memberId('M1'), typed(card('1'), 'MR')] },
      'ada by untyped patient identifier',
    ],
    [
      'the member id of the coverage',
      { coverage: { identifiers: [mine('M1')] } },
      'ada by member id of coverage',
    ],
    [
      'the number of the coverage',
      { coverage: { identifiers: [memberId('C-ada')] } },
      'ada by coverage id',
    ],
    [
      'the number of a coverage that was entered in error',
      {
        coverage: { identifiers: [memberId('C-ada')] },
        known: { withdrawn: 'entered-in-error' },
      },
      'not-found',
    ],
    [
      'the number of a coverage that was cancelled',
      { coverage: { identifiers: [memberId('C-ada')] }, known: { withdrawn: 'cancelled' } },
      'ada by coverage id',
    ],
    ['the subscriber id', { coverage: { subscriberId: 'S1' } }, 'ada by subscriber id'],
    [
      'subscriber id and dependent number',
      { coverage: { subscriberId: 'S1', dependentNumber: '1' } },
      'ada by subscriber id and dependent number',
    ],
    [
      'the number of another dependent',
      { coverage: { subscriberId: 'S1', dependentNumber: '02' } },
      'not-found',
    ],
    [
      'all that there are',
      { patient: [mine('M1')], coverage: { subscriberId: 'S1', identifiers: [memberId('C-ada')] } },
      'ada by member id, coverage id, subscriber id',
    ],
  ])('%s', (_name, given, expected) => {
    expect(found(given)).toBe(expected);
  });
});

describe('identifiers that do not agree', () => {
  test.each<[string, Given, string]>([
    [
      'of two members',
      { patient: [mine('M1')], coverage: { subscriberId: 'S2' } },
      'ambiguous by member id, subscriber id',
    ],
    [
      'of somebody of another name',
      { patient: [mine('M2')] },
      'zoe by member id, in doubt: person',
    ],
    [
      'a second member id that nobody has',
      { patient: [mine('M1'), mine('M9')] },
      'ada by member id, in doubt: member id',
    ],
    [
      "a second member id, which is another company's",
      { patient: [mine('M1'), typed(card('9'), 'MB')] },
      'ada by member id',
    ],
    [
      'an id of another coverage beside',
      { patient: [mine('M1'), mine('M9')], beside: { identifiers: [memberId('M9')] } },
      'ada by member id',
    ],
    [
      'a second member id without a system, the same',
      { patient: [mine('M1'), { value: 'M1', type: 'MB' }] },
      'ada by member id',
    ],
    [
      'a second member id without a system, another',
      { patient: [mine('M1'), { value: 'M9', type: 'MB' }] },
      'ada by member id, in doubt: member id',
    ],
    [
      'a second member id without a system, of the coverage',
      { patient: [mine('M1'), { value: 'C-ada', type: 'MB' }] },
      'ada by member id',
    ],
    [
      'a second member id without a system, of the coverage of another',
      { patient: [mine('M1'), { value: 'C-zoe', type: 'MB' }] },
      'ada by member id, in doubt: member id',
    ],
    [
      'a subscriber id that nobody has',
      { patient: [mine('M1')], coverage: { subscriberId: 'S9' } },
      'ada by member id, in doubt: subscriber id',
    ],
    [
      'a dependent number that nobody has',
      { patient: [mine('M1')], coverage: { subscriberId: 'S1', dependentNumber: '02' } },
      'ada by member id, in doubt: subscriber id and dependent number',
    ],
    [
      'a member id of the coverage that nobody has',
      { patient: [mine('M1')], coverage: { identifiers: [mine('M9')] } },
      'ada by member id, in doubt: member id of coverage',
    ],
    [
      'a number of the coverage that nobody has',
      { patient: [mine('M1')], coverage: { identifiers: [memberId('C-9')] } },
      'ada by member id',
    ],
    [
      'an untyped identifier that nobody has',
      { patient: [mine('M1'), memberId('M9')] },
      'ada by member id',
    ],
  ])('%s', (_name, given, expected) => {
    expect(found(given)).toBe(expected);
  });
});
