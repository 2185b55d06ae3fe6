import type { Vault } from '../ports/vault.ts';
import { systemDigest } from './system-chance.ts';

const DIGEST_LENGTH = 16;

/**
 * No vault: bodies lie in the store in the clear, behind a digest of their place and text, so that
 * a flipped bit or a moved body is noticed. A body that is sealed does not open.
 */
export const plainVault: Vault = {
  keyName: 'none',
  keyNameOf: () => 'none',
  seal: (text, place) => Buffer.from(`${digestOf(text, place)}${text}`),
  open(body, place) {
    const whole = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
    const text = whole.slice(DIGEST_LENGTH);
    if (whole.slice(0, DIGEST_LENGTH) === digestOf(text, place)) return text;
    throw new Error('a body is not the one that was stored');
  },
  sealBytes: (bytes) => bytes,
  openBytes: (bytes) => bytes,
  searchKey: (key) => key,
};

function digestOf(text: string, place: string): string {
  return systemDigest.sha256(`${place}\n${text}`).slice(0, DIGEST_LENGTH);
}
