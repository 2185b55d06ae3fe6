import type { ReviewCase } from '../../domain/review/review-case.ts';
import type { Instant } from '../../domain/time.ts';
import type { StoreWrite } from '../../ports/store.ts';
import { present } from '../../result.ts';
import type { Call } from '../operation.ts';
import type { Decided } from './decide.ts';
import type { RequestKeys } from './identify.ts';

/** What is written of a decided request. */
export interface SubmissionToWrite {
  readonly decided: Decided;
  readonly keys: RequestKeys & { readonly refusalKey: string };
  readonly call: Call;
  /** SHA-256 of the body in hex. */
  readonly bodyDigest: string;
  readonly receivedAt: Instant;
}

/**
 * The one command that keeps a decision: the bundle as it came, the submission that guards it, the
 * member's ledger when a line claims something there, the case, and the audit.
 * A refusal keeps its submission under a key of its own: it asks for a resend, and is never
 * replayed.
 */
export function submissionWrite({
  decided,
  keys,
  call,
  bodyDigest,
  receivedAt,
}: SubmissionToWrite): StoreWrite {
  const { case: reviewCase, ledgerVersion, claims } = decided;
  const isRefused = reviewCase.refusals.length > 0;
  const id = isRefused ? keys.refusalKey : keys.submissionKey;
  const memberKey = reviewCase.standing?.memberKey;
  return present({
    blobs: [
      {
        key: reviewCase.requestBlobKey,
        bytes: call.body,
        digest: bodyDigest,
        contentType: 'application/fhir+json',
      },
    ],
    submission: {
      schemaVersion: 1 as const,
      id,
      clientId: call.client.id,
      caseId: reviewCase.id,
      contentKey: isRefused ? `${keys.contentKey}!refused` : keys.contentKey,
      reservedAt: receivedAt,
    },
    ledger:
      memberKey === undefined || claims.length === 0
        ? undefined
        : {
            expected: ledgerVersion,
            document: {
              schemaVersion: 1 as const,
              memberKey,
              version: ledgerVersion + 1,
              claims: [...decided.ledgerClaims, ...claims],
            },
          },
    case: { document: reviewCase, expected: 0 },
    audit: [auditEntry(call, reviewCase, receivedAt)],
  });
}

function auditEntry(call: Call, reviewCase: ReviewCase, at: Instant): StoreWrite['audit'][number] {
  const isRefused = reviewCase.refusals.length > 0;
  return present({
    at,
    requestId: call.requestId,
    clientId: call.client.id,
    subSender: reviewCase.subSender,
    operation: 'submit',
    outcome: isRefused ? ('refused' as const) : ('success' as const),
    status: 200,
    caseId: reviewCase.id,
    memberKey: reviewCase.standing?.memberKey,
  });
}
