import { randomUUID } from 'node:crypto';
import type { RecordDocument, StoreWrite, SubmissionDocument } from '../../ports/store.ts';
import type { Vault } from '../../ports/vault.ts';
import { present } from '../../result.ts';
import { systemDigest } from '../system-chance.ts';
import { place } from './places.ts';
import type {
  AuditText,
  RecordText,
  SubmissionText,
  VersionedText,
  WriteTexts,
} from './text-store.ts';

/** Documents as the texts under which they are kept, without the blobs beside them. */
export function writeTexts(
  write: StoreWrite,
  vault: Vault,
): Omit<WriteTexts, 'chunks' | 'manifests'> {
  const { submission, case: reviewCase, audit } = write;
  const attempt = randomUUID();
  const ledger = write.ledger && named(write.ledger, submission?.caseId, attempt);
  return present({
    submission: submission && { ...submissionText(submission, write, vault), attempt },
    ledger: ledger && versioned('ledger', ledger.document.memberKey, ledger, vault),
    case: reviewCase && versioned('case', reviewCase.document.id, reviewCase, vault),
    audit: audit.map((entry) => auditText(entry, vault)),
  });
}

/** Claims of a new case name the attempt: another one at the same submission has its own. */
function named(
  { document, expected }: NonNullable<StoreWrite['ledger']>,
  caseId: string | undefined,
  attempt: string,
): NonNullable<StoreWrite['ledger']> {
  const claims = document.claims.map((claim) =>
    claim.caseId === caseId ? { ...claim, attempt } : claim,
  );
  return { document: { ...document, claims }, expected };
}

function submissionText(
  submission: SubmissionDocument,
  { ledger }: StoreWrite,
  vault: Vault,
): Omit<SubmissionText, 'attempt'> {
  const { id, clientId, contentKey, caseId, reservedAt } = submission;
  const document = present({ ...submission, memberKey: ledger?.document.memberKey });
  return present({
    ...{ id, clientId, contentKey, caseId, reservedAt },
    ledgerKey: ledger && vault.searchKey(ledger.document.memberKey),
    body: vault.seal(JSON.stringify(document), place.submission(id)),
  });
}

interface Versioned {
  readonly document: { readonly version: number };
  readonly expected: number;
}

/** A document that is guarded by its version. Case ids are digests and stay as they are. */
export function versioned(
  kind: 'ledger' | 'case' | 'stream',
  name: string,
  { document, expected }: Versioned,
  vault: Vault,
): VersionedText {
  const key = kind === 'case' ? name : vault.searchKey(name);
  const body = vault.seal(JSON.stringify(document), place[kind](key));
  return { key, expected, version: document.version, body };
}

/** A line of the audit; its digest is of the text before it is sealed. */
export function auditText(entry: StoreWrite['audit'][number], vault: Vault): AuditText {
  const text = JSON.stringify(entry);
  const digest = systemDigest.sha256(text);
  return { digest, body: vault.seal(text, place.audit(digest)) };
}

/** A record with its look-up keys. */
export function recordText({ kind, id, keys, body }: RecordDocument, vault: Vault): RecordText {
  const key = vault.searchKey(id);
  // The keys go along in the clear of the sealed body: a new key of the vault makes them anew.
  const text = JSON.stringify({ id, keys, record: { schemaVersion: 1, ...body } });
  return {
    kind,
    id: key,
    keys: keys.map(vault.searchKey),
    digest: vault.searchKey(systemDigest.sha256(text)),
    body: vault.seal(text, place.record(kind, key)),
  };
}
