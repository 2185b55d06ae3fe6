import { createHash } from 'node:crypto';

/** SHA-256 in lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The hash of a line of the audit that follows on another; the first follows on its writer. */
export function chainHash(before: string, digest: string): string {
  return sha256(`${before}\n${digest}`);
}
