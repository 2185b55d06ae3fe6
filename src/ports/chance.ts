/** Randomness and digests of the world. */
export interface Chance {
  /** A random UUID (version 4). */
  uuid(): string;
}

/** Digests that name content. */
export interface Digest {
  /** SHA-256 in lower-case hexadecimal. */
  sha256(content: string | Uint8Array): string;
}
