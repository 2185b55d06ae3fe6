import type { Automaton } from './automaton.ts';
import { intersects } from './char-set.ts';

/** Ways that the choices outside of loops may multiply to. */
const WAYS_MAX = 64;
const STEPS_MAX = 400_000;

/**
 * True when the number of ways to read a text stays below a small constant, however long the text
 * is: no position can come back to itself in two ways with one text, and no text leads from a loop
 * to itself, to another loop, and around that one.
 */
export function isBoundedlyAmbiguous(automaton: Automaton): boolean {
  return new AmbiguityCheck(automaton).run();
}

class AmbiguityCheck {
  readonly #next: readonly (readonly number[])[];
  readonly #meets: readonly (readonly boolean[])[];
  readonly #count: number;
  #steps = 0;

  constructor({ sets, next }: Automaton) {
    this.#next = next;
    this.#count = sets.length;
    this.#meets = sets.map((set) => sets.map((other) => intersects(set, other)));
  }

  run(): boolean {
    const ways = this.#ways();
    if (ways === 1) return true;
    if (ways > WAYS_MAX) return false;
    const loops = this.#next.flatMap((_, position) => (this.#isLoop(position) ? [position] : []));
    for (const position of loops) {
      if (this.#comesBackTwice(position)) return false;
    }
    for (const from of loops) {
      for (const to of loops) {
        if (from !== to && this.#spills(from, to)) return false;
      }
    }
    return this.#steps <= STEPS_MAX;
  }

  /** The product, over all positions, of the ways that one character can go on from there. */
  #ways(): number {
    return this.#next.reduce((product, targets) => {
      let most = 1;
      for (const target of targets) {
        most = Math.max(most, targets.filter((other) => this.#meet(target, other)).length);
      }
      return product * most;
    }, 1);
  }

  #meet(left: number, right: number): boolean {
    return this.#meets[left]?.[right] === true;
  }

  #isLoop(position: number): boolean {
    const seen = new Set<number>();
    const open = [position];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const target of this.#next[at] ?? []) {
        if (target === position) return true;
        if (!seen.has(target)) {
          seen.add(target);
          open.push(target);
        }
      }
    }
    return false;
  }

  /** Two different ways from a position to itself with one text. */
  #comesBackTwice(position: number): boolean {
    const base = this.#count;
    // Behind `base²` the two ways have parted at least once.
    const parted = base * base;
    return this.#reaches(
      position * base + position,
      parted + position * base + position,
      (state) => {
        const pair = state % parted;
        const targets: number[] = [];
        for (const left of this.#next[Math.floor(pair / base)] ?? []) {
          for (const right of this.#next[pair % base] ?? []) {
            if (!this.#meet(left, right)) continue;
            const isParted = state >= parted || left !== right;
            targets.push((isParted ? parted : 0) + left * base + right);
          }
        }
        return targets;
      },
    );
  }

  /** One text that leads around `from`, from there to `to`, and around `to`. */
  #spills(from: number, to: number): boolean {
    const base = this.#count;
    const code = (a: number, b: number, c: number): number => (a * base + b) * base + c;
    return this.#reaches(code(from, from, to), code(from, to, to), (state) => {
      const targets: number[] = [];
      for (const first of this.#next[Math.floor(state / (base * base))] ?? []) {
        for (const second of this.#next[Math.floor(state / base) % base] ?? []) {
          if (!this.#meet(first, second)) continue;
          for (const third of this.#next[state % base] ?? []) {
            const meet = this.#meet(first, third) && this.#meet(second, third);
            if (meet) targets.push(code(first, second, third));
          }
        }
      }
      return targets;
    });
  }

  /** True when `goal` can be reached from `start` in one step or more, or the budget is spent. */
  #reaches(start: number, goal: number, targetsOf: (state: number) => readonly number[]): boolean {
    const seen = new Set<number>();
    const open = [start];
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      for (const target of targetsOf(state)) {
        if (target === goal || this.#steps++ > STEPS_MAX) return true;
        if (seen.has(target)) continue;
        seen.add(target);
        open.push(target);
      }
    }
    return false;
  }
}
