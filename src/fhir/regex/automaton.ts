import type { CharSet } from './char-set.ts';
import type { RegexNode } from './regex-node.ts';

/**
 * The positions of a regular expression: each takes one character of its set, and leads to the
 * positions that can take the next one. Position 0 is the beginning and takes nothing.
 */
export interface Automaton {
  readonly sets: readonly CharSet[];
  readonly next: readonly (readonly number[])[];
}

/** Repetitions are written out up to so many positions; larger ones count as unbounded. */
const WRITTEN_OUT_MAX = 64;
const POSITIONS_MAX = 400;

/**
 * The automaton of an expression; undefined when there are two ways to match one text without
 * taking different positions (a repetition of a repetition, of something that may be empty, or a
 * choice between such), or when it is too large.
 */
export function automatonOf(node: RegexNode): Automaton | undefined {
  const builder = new AutomatonBuilder();
  const part = builder.build(node);
  builder.link([0], part.first);
  return builder.isAmbiguous ? undefined : { sets: builder.sets, next: builder.next };
}

/** Positions where a part begins and ends, and whether it matches the empty text. */
interface Part {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly isEmpty: boolean;
}

const EMPTY: Part = { first: [], last: [], isEmpty: true };

class AutomatonBuilder {
  readonly sets: CharSet[] = [[]];
  readonly next: number[][] = [[]];
  isAmbiguous = false;

  build(node: RegexNode): Part {
    if (this.isAmbiguous || node.kind === 'nothing') return EMPTY;
    if (node.kind === 'set') return this.#position(node.set);
    if (node.kind === 'choice') return this.#choice(node.items.map((item) => this.build(item)));
    if (node.kind === 'repeat') return this.#repeat(node.item, node.min, node.max);
    return node.items.reduce((part: Part, item) => this.#follow(part, this.build(item)), EMPTY);
  }

  link(from: readonly number[], to: readonly number[]): void {
    for (const source of from) {
      const targets = this.next[source];
      for (const target of to) {
        if (targets?.includes(target)) this.isAmbiguous = true;
        else targets?.push(target);
      }
    }
  }

  #position(set: CharSet): Part {
    if (this.sets.length === POSITIONS_MAX) this.isAmbiguous = true;
    this.next.push([]);
    const position = this.sets.push(set) - 1;
    return { first: [position], last: [position], isEmpty: false };
  }

  #choice(parts: readonly Part[]): Part {
    const empty = parts.filter((part) => part.isEmpty).length;
    if (empty > 1) this.isAmbiguous = true;
    return {
      first: parts.flatMap((part) => part.first),
      last: parts.flatMap((part) => part.last),
      isEmpty: empty > 0,
    };
  }

  #follow(left: Part, right: Part): Part {
    this.link(left.last, right.first);
    return {
      first: left.isEmpty ? [...left.first, ...right.first] : left.first,
      last: right.isEmpty ? [...left.last, ...right.last] : right.last,
      isEmpty: left.isEmpty && right.isEmpty,
    };
  }

  #repeat(item: RegexNode, min: number, max: number): Part {
    if (max === 0) return EMPTY;
    const before = this.sets.length;
    let part = this.build(item);
    if (part.isEmpty && max > 0) {
      this.isAmbiguous = true;
      return EMPTY;
    }
    const size = this.sets.length - before;
    if (max * size > WRITTEN_OUT_MAX) {
      this.link(part.last, part.first);
      return { ...part, isEmpty: min === 0 };
    }
    let last = min <= 1 ? part.last : [];
    let end = part.last;
    for (let count = 2; count <= max; count++) {
      const copy = this.build(item);
      this.link(end, copy.first);
      end = copy.last;
      if (count >= min) last = [...last, ...end];
      part = { ...part, last };
    }
    return { first: part.first, last, isEmpty: min === 0 };
  }
}
