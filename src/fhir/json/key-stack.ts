import { unescaped } from './unescape.ts';

const PAIRWISE_MAX = 32;
const LENGTH_MAX = 256;

/**
 * The member names of all open objects as ranges of the text: pushed in reading order, dropped when
 * their object closes. Finds names that stand twice in one object without making a string of any.
 */
export class KeyStack {
  readonly #text: string;
  #prints = new Int32Array(128);
  #starts = new Int32Array(128);
  #ends = new Int32Array(128);
  #top = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get top(): number {
    return this.#top;
  }

  /** The name at a position of the stack, as written: escapes are still escapes. */
  written(index: number): string {
    return this.#text.slice(this.#starts[index] ?? 0, this.#ends[index] ?? 0);
  }

  /** The name at a position of the stack, as meant. */
  name(index: number): string {
    return unescaped(this.written(index));
  }

  push(start: number, end: number): void {
    const top = this.#top;
    if (top === this.#prints.length) this.#grow();
    this.#prints[top] = this.#print(start, end);
    this.#starts[top] = start;
    this.#ends[top] = end;
    this.#top = top + 1;
  }

  /** Drops the names from `base` on; true when two may be equal, or more than `max` are there. */
  close(base: number, max: number): boolean {
    const top = this.#top;
    this.#top = base;
    const count = top - base;
    if (count < 2) return false;
    if (count > max) return true;
    return count > PAIRWISE_MAX ? this.#anyTwin(base, top) : this.#anyPair(base, top);
  }

  /** Length and three characters: names that differ may share it, equal names always do. */
  #print(start: number, end: number): number {
    const text = this.#text;
    const length = end - start;
    if (length === 0) return 0;
    const middle = text.charCodeAt(start + (length >> 1));
    const last = text.charCodeAt(end - 1);
    return (length << 24) ^ (text.charCodeAt(start) << 16) ^ (middle << 8) ^ last;
  }

  #anyPair(base: number, top: number): boolean {
    const prints = this.#prints;
    for (let i = base + 1; i < top; i++) {
      const print = prints[i];
      for (let j = base; j < i; j++) {
        if (prints[j] === print && this.#maybeEqual(i, j)) return true;
      }
    }
    return false;
  }

  #maybeEqual(left: number, right: number): boolean {
    // Nobody honest has names so long: the diagnosis compares them.
    if ((this.#ends[left] ?? 0) - (this.#starts[left] ?? 0) > LENGTH_MAX) return true;
    return this.written(left) === this.written(right);
  }

  #anyTwin(base: number, top: number): boolean {
    const seen = new Set<string>();
    for (let i = base; i < top; i++) seen.add(this.written(i));
    return seen.size < top - base;
  }

  #grow(): void {
    this.#prints = doubled(this.#prints);
    this.#starts = doubled(this.#starts);
    this.#ends = doubled(this.#ends);
  }
}

function doubled(source: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const target = new Int32Array(source.length * 2);
  target.set(source);
  return target;
}
