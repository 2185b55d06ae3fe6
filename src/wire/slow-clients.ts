/** How long it is remembered that a document of a client took long. */
const REMEMBERED_MS = 5_000;

/** Clients of whom a document took long a moment ago: their next ones are looked at briefly. */
export class SlowClients {
  readonly #elapsedMs: () => number;
  /** When it was, the oldest first. */
  readonly #since = new Map<string, number>();

  /** `elapsedMs`: milliseconds of a clock that is never set back. */
  constructor(elapsedMs: () => number) {
    this.#elapsedMs = elapsedMs;
  }

  /** A document of the client took long. */
  add(client: string): void {
    this.#forget();
    this.#since.delete(client);
    this.#since.set(client, this.#elapsedMs());
  }

  has(client: string): boolean {
    this.#forget();
    return this.#since.has(client);
  }

  #forget(): void {
    const now = this.#elapsedMs();
    for (const [client, at] of this.#since) {
      if (now - at < REMEMBERED_MS) return;
      this.#since.delete(client);
    }
  }
}
