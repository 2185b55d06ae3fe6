import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** Thrown by the matcher when its budget is spent, and caught where it was begun. */
class BudgetSpent extends Error {}

type Go = (at: number) => boolean;
type Match = (at: number, go: Go) => boolean;
type Test = (char: string) => boolean;

/** Counts what a matcher does on a text when each match is asked for, as by `replace`. */
export type StepCounter = (text: string, budget: number) => number;

/**
 * A matcher that backtracks as the engine of JavaScript does, and counts the characters that it
 * looks at and the ways that it goes on. Steps are the same on every machine, milliseconds are
 * not. The engine has shortcuts on top, so that it does less. Throws on what it doesn't know.
 */
export function stepCounter(pattern: RegExp): StepCounter {
  const literal = new RegExpParser().parseLiteral(String(pattern));
  const run = new Backtracker(literal);
  return (text, budget) => run.count(text, budget);
}

class Backtracker {
  readonly #flags: AST.Flags;
  readonly #match: Match;
  #text = '';
  #steps = 0;
  #budget = 0;

  constructor({ pattern, flags }: AST.RegExpLiteral) {
    this.#flags = flags;
    this.#match = this.#choice(pattern.alternatives, 1);
  }

  /** Steps on a text; infinite when there are more than the budget has. */
  count(text: string, budget: number): number {
    this.#text = text;
    this.#steps = 0;
    this.#budget = budget;
    try {
      for (let at = 0; at <= text.length; ) {
        let end = -1;
        const isFound = this.#match(at, (to) => {
          end = to;
          return true;
        });
        if (this.#flags.sticky && !isFound) break;
        at = Math.max(at + 1, end);
      }
    } catch (spent) {
      if (spent instanceof BudgetSpent || spent instanceof RangeError) return Infinity;
      throw spent;
    }
    return this.#steps;
  }

  #step(): void {
    this.#steps += 1;
    if (this.#steps > this.#budget) throw new BudgetSpent();
  }

  #choice(alternatives: readonly AST.Alternative[], way: 1 | -1): Match {
    const matches = alternatives.map(({ elements }) => this.#sequence(elements, way));
    const [only] = matches;
    if (only !== undefined && matches.length === 1) return only;
    return (at, go) => matches.some((match) => match(at, go));
  }

  #sequence(elements: readonly AST.Element[], way: 1 | -1): Match {
    const matches = elements.map((element) => this.#element(element, way));
    if (way === -1) matches.reverse();
    const from = (index: number, at: number, go: Go): boolean => {
      const match = matches[index];
      return match === undefined ? go(at) : match(at, (to) => from(index + 1, to, go));
    };
    return (at, go) => from(0, at, go);
  }

  #element(element: AST.Element, way: 1 | -1): Match {
    const test = charTest(element, this.#flags);
    if (test !== undefined) return this.#char(test, way);
    switch (element.type) {
      case 'Group':
      case 'CapturingGroup':
        return this.#choice(element.alternatives, way);
      case 'Quantifier':
        return this.#quantifier(element, way);
      case 'Assertion':
        return this.#assertion(element);
      default:
        throw new Error(`${element.raw} can not be counted`);
    }
  }

  #char(test: Test, way: 1 | -1): Match {
    return (at, go) => this.#isAt(test, at, way) && go(at + way);
  }

  #isAt(test: Test, at: number, way: 1 | -1): boolean {
    this.#step();
    const char = this.#text[way === 1 ? at : at - 1];
    return char !== undefined && test(char);
  }

  #quantifier(quantifier: AST.Quantifier, way: 1 | -1): Match {
    const { min, max, greedy, element } = quantifier;
    const test = charTest(element, this.#flags);
    // Without a call for each character: a long text would fill the stack.
    if (test !== undefined && greedy) return this.#run(test, quantifier, way);
    const match = this.#element(element, way);
    const round = (done: number, at: number, go: Go): boolean => {
      this.#step();
      const again = (): boolean =>
        done < max && match(at, (to) => (to !== at || done < min) && round(done + 1, to, go));
      if (done < min) return again();
      return greedy ? again() || go(at) : go(at) || again();
    };
    return (at, go) => round(0, at, go);
  }

  /** As many characters as there are, then one fewer each time. */
  #run(test: Test, { min, max }: AST.Quantifier, way: 1 | -1): Match {
    return (at, go) => {
      let count = 0;
      while (count < max && this.#isAt(test, at + count * way, way)) count += 1;
      for (; count >= min; count -= 1) {
        this.#step();
        if (go(at + count * way)) return true;
      }
      return false;
    };
  }

  #assertion(assertion: AST.Assertion): Match {
    if (assertion.kind === 'lookahead' || assertion.kind === 'lookbehind') {
      const match = this.#choice(assertion.alternatives, assertion.kind === 'lookahead' ? 1 : -1);
      return (at, go) => match(at, () => true) !== assertion.negate && go(at);
    }
    return (at, go) => {
      this.#step();
      return this.#isEdge(assertion, at) && go(at);
    };
  }

  #isEdge(assertion: AST.BoundaryAssertion, at: number): boolean {
    const [before, after] = [this.#text[at - 1], this.#text[at]];
    if (assertion.kind === 'word') {
      const isEdge = isWord(before) !== isWord(after);
      return isEdge !== assertion.negate;
    }
    const next = assertion.kind === 'start' ? before : after;
    return next === undefined || (this.#flags.multiline && next === '\n');
  }
}

function isWord(char: string | undefined): boolean {
  return char !== undefined && /\w/.test(char);
}

/** The test of what takes one character; undefined for all else. */
export function charTest(node: AST.Node, { raw }: AST.Flags): Test | undefined {
  const isChar =
    node.type === 'Character' || node.type === 'CharacterSet' || node.type === 'CharacterClass';
  if (!isChar) return undefined;
  const one = new RegExp(`^(?:${node.raw})$`, raw.replace(/[dgmy]/g, ''));
  const known = new Map<string, boolean>();
  return (char) => {
    const answer = known.get(char) ?? one.test(char);
    known.set(char, answer);
    return answer;
  };
}
