import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Vault } from '../ports/vault.ts';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

interface Key {
  readonly name: string;
  readonly forBodies: Uint8Array;
  readonly forSearch: Uint8Array;
}

/**
 * A vault by AES-256-GCM: sealed bytes are a version, the name of the key, a nonce, a tag and the
 * ciphertext, bound to their place. Search keys are HMAC-SHA256 under a key of their own.
 * Shape: `NAME:BASE64` each, at least one; the first seals, all open.
 */
export function aesVault(written: readonly [string, ...string[]]): Vault {
  const [first, ...others] = written;
  const current = readKey(first);
  const keys = new Map([...others.map(readKey), current].map((key) => [key.name, key]));
  const keyOf = (name: string): Key => {
    const key = keys.get(name);
    if (key === undefined) throw new Error(`ASSENT_VAULT_KEYS has no key named ${name}`);
    return key;
  };
  const sealBytes = (bytes: Uint8Array, place: string): Uint8Array => seal(current, bytes, place);
  const openBytes = (bytes: Uint8Array, place: string): Uint8Array => open(keyOf, bytes, place);
  return {
    keyName: current.name,
    keyNameOf: (body) => headOf(body)?.name ?? 'none',
    seal: (text, place) => sealBytes(Buffer.from(text), place),
    open: (body, place) => Buffer.from(openBytes(body, place)).toString('utf8'),
    sealBytes,
    openBytes,
    searchKey: (key) => createHmac('sha256', current.forSearch).update(key).digest('base64url'),
  };
}

function readKey(written: string): Key {
  const colon = written.indexOf(':');
  const secret = Buffer.from(written.slice(colon + 1), 'base64');
  const derived = (use: string) => new Uint8Array(hkdfSync('sha256', secret, '', use, 32));
  return {
    name: written.slice(0, colon),
    forBodies: derived('assent bodies'),
    forSearch: derived('assent search keys'),
  };
}

function seal({ name, forBodies }: Key, bytes: Uint8Array, place: string): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', forBodies, iv);
  cipher.setAAD(Buffer.from(place));
  const sealed = [cipher.update(bytes), cipher.final()];
  const head = Buffer.from([VERSION, name.length]);
  return Buffer.concat([head, Buffer.from(name, 'ascii'), iv, cipher.getAuthTag(), ...sealed]);
}

interface Head {
  readonly name: string;
  readonly sealed: Buffer;
  readonly ivAt: number;
}

/** What stands before the nonce; undefined when the bytes have no such beginning. */
function headOf(bytes: Uint8Array): Head | undefined {
  const sealed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ivAt = 2 + (sealed[1] ?? 0);
  if (sealed[0] !== VERSION || sealed.length < ivAt + IV_BYTES + TAG_BYTES) return undefined;
  return { name: sealed.subarray(2, ivAt).toString('ascii'), sealed, ivAt };
}

function open(keyOf: (name: string) => Key, bytes: Uint8Array, place: string): Uint8Array {
  const head = headOf(bytes);
  if (head === undefined) throw new Error('a body is not sealed in a form that is known');
  const { name, sealed, ivAt } = head;
  const tagAt = ivAt + IV_BYTES;
  const { forBodies } = keyOf(name);
  const decipher = createDecipheriv('aes-256-gcm', forBodies, sealed.subarray(ivAt, tagAt));
  decipher.setAAD(Buffer.from(place));
  try {
    decipher.setAuthTag(sealed.subarray(tagAt, tagAt + TAG_BYTES));
    const first = decipher.update(sealed.subarray(tagAt + TAG_BYTES));
    return Buffer.concat([first, decipher.final()]);
  } catch {
    throw new Error('a body is not the one that was sealed');
  }
}
