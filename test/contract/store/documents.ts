import type { CaseId, ReviewCase } from '../../../src/domain/review/review-case.ts';
import type { CivilDate, Instant } from '../../../src/domain/time.ts';
import type { AuditEntry, StoreWrite, SubmissionDocument } from '../../../src/ports/store.ts';
import type { StreamEntry } from '../../../src/ports/stream.ts';

const at = '2026-11-28T16:00:00.000Z' as Instant;

export const audit: AuditEntry = {
  at,
  requestId: 'r',
  clientId: 'c',
  operation: 'submit',
  outcome: 'success',
  status: 200,
};

export function submission(id: string, caseId = `case-${id}`): SubmissionDocument {
  return {
    schemaVersion: 1,
    id,
    clientId: 'c',
    caseId: caseId as CaseId,
    contentKey: `content-${id}`,
    reservedAt: at,
  };
}

/** A case with as much in it as the store looks at; the rest is content to it. */
export function reviewCase(id: string, version = 1): ReviewCase {
  const document: unknown = { schemaVersion: 1, id, version, lines: [], submitterId: 'c' };
  return document as ReviewCase;
}

/** What is written of one request for a member who may have one thing at a time. */
export function claimOn(memberKey: string, id: string, expected: number): StoreWrite {
  return {
    submission: submission(id),
    ledger: {
      expected,
      document: {
        schemaVersion: 1,
        memberKey,
        version: expected + 1,
        claims: [
          {
            caseId: `case-${id}`,
            lineSequence: 1,
            state: 'open',
            service: 'E1390',
            from: '2026-12-01' as CivilDate,
          },
        ],
      },
    },
    case: { document: reviewCase(`case-${id}`), expected: 0 },
    audit: [audit],
  };
}

/** A change that somebody is to be told of. */
export function entry(key: string): StreamEntry {
  return { key, caseId: `case-${key}` as CaseId, at };
}
