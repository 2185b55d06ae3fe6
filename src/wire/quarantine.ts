import { createHash } from 'node:crypto';

/** Digests that are remembered; the oldest is forgotten for a new one. */
const DIGESTS_MAX = 1000;

/** Documents over which a validation thread died: they are not tried again while this runs. */
export class Quarantine {
  readonly #digests = new Set<string>();

  /** Remembers a document by its digest; nothing of it is kept. */
  add(bytes: Uint8Array): void {
    const [oldest] = this.#digests;
    if (oldest !== undefined && this.#digests.size >= DIGESTS_MAX) this.#digests.delete(oldest);
    this.#digests.add(digestOf(bytes));
  }

  /** Costs nothing as long as no document is remembered. */
  has(bytes: Uint8Array): boolean {
    return this.#digests.size > 0 && this.#digests.has(digestOf(bytes));
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
