import { chainText } from '../../ports/audit-chain.ts';
import { systemDigest } from '../system-chance.ts';

/** The hash of a line of the audit that follows on another; the first follows on its writer. */
export function chainHash(before: string, digest: string): string {
  return systemDigest.sha256(chainText(before, digest));
}
