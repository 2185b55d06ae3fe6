import { expect, test } from 'vitest';
import type { Member } from '../../../src/domain/member/member.ts';
import { establishStanding } from '../../../src/domain/review/standing.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { plainRequest, practice } from '../requests.ts';
import { ada, covered, focal, npi, patient, planOf, provider } from './asked.ts';

/**
 * Goal: whether a request may be about another member is told apart from what our own record says
 * of the one it is about.
 */
function established(record: Partial<Member>, sent: Partial<typeof patient> = {}) {
  return establishStanding({
    request: plainRequest({ patient: { ...patient, ...sent }, coverages: [focal] }),
    records: {
      ...{ plans: [planOf('medicare')], members: [{ ...ada, ...record }], registrations: [] },
      ...{ coverages: [covered('medicare')], providers: [provider('p', [npi('9000000015')])] },
    },
    ...{ submitter: practice, receivedAt: '2026-11-28T16:00:00.000Z' as Instant, refusals: [] },
  });
}

function isUnsure(record: Partial<Member>, sent: Partial<typeof patient> = {}) {
  const found = established(record, sent);
  if (found.kind === 'refused') return 'refused';
  const doubts = found.memberDoubts.map(({ kind }) => kind);
  return [...doubts, found.standing.isMemberUnsure === true ? 'unsure' : 'sure'].join(', ');
}

test.each<[string, Partial<Member>, Partial<typeof patient>, string]>([
  ['nothing', {}, {}, 'sure'],
  ['a death', { isDeceased: true }, {}, 'deceased, sure'],
  ['a record that is not in use', { isActive: false }, {}, 'inactive, sure'],
  ['a newer record', { isReplaced: true }, {}, 'replaced, sure'],
  ['another family name', {}, { family: 'Otherperson' }, 'person, unsure'],
  [
    'another family name, and a death',
    { isDeceased: true },
    { family: 'Otherperson' },
    'person, deceased, unsure',
  ],
  ['another name in all', {}, { family: 'Otherperson', given: ['Zoe'] }, 'refused'],
])('%s', (_, record, sent, expected) => {
  expect(isUnsure(record, sent)).toBe(expected);
});

test.each<[string, Partial<Member>, string]>([
  ['a member id, by it', {}, 'M1'],
  ['none, by the subscriber id of the coverage', { memberIds: [] }, 'S-medicare'],
])('a member with %s', (_, record, expected) => {
  const found = established(record, { identifiers: [] });
  expect(found.kind === 'found' ? found.standing.memberId : 'refused').toBe(expected);
});
