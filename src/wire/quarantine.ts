import type { Digest } from '../ports/chance.ts';

/** Digests that are remembered; the oldest is forgotten for a new one. */
const DIGESTS_MAX = 1000;

/** Documents over which a validation thread died: they are not tried again while this runs. */
export class Quarantine {
  readonly #digest: Digest;
  /** How many bytes the documents had, by their digests. */
  readonly #lengths = new Map<string, number>();
  #anyLength: ReadonlySet<number> = new Set();

  constructor(digest: Digest) {
    this.#digest = digest;
  }

  /** Remembers a document by its digest; nothing of it is kept. */
  add(bytes: Uint8Array): void {
    const [oldest] = this.#lengths.keys();
    if (oldest !== undefined && this.#lengths.size >= DIGESTS_MAX) this.#lengths.delete(oldest);
    this.#lengths.set(this.#digest.sha256(bytes), bytes.length);
    this.#anyLength = new Set(this.#lengths.values());
  }

  /** Costs nothing as long as no document is remembered that is as long. */
  has(bytes: Uint8Array): boolean {
    return this.#anyLength.has(bytes.length) && this.#lengths.has(this.#digest.sha256(bytes));
  }
}
