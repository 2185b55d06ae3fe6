import { type CharSet, intersects } from '../regex/char-set.ts';
import { readRegex } from '../regex/regex-reader.ts';

/**
 * Guards against regular expressions that take exponential time. A repeated group is accepted when
 * nothing inside it repeats without bound, or when each round begins with a character that nothing
 * else inside the group can match, so that a text splits into rounds in one way only.
 */
export function patternProblem(pattern: string): string | undefined {
  const compiled = compiledPattern(pattern);
  if (compiled === undefined) return 'not a regular expression of JavaScript';
  if (/\\[1-9k]|\(\?(?!:)/.test(pattern)) return 'pattern with back-references or look-around';
  return new PatternReader(pattern).problem();
}

/**
 * The regular expression of FHIRPath's matches(): Unicode, `.` matches line ends. R4's own patterns
 * escape characters that need none, which JavaScript allows without Unicode only.
 */
export function compiledPattern(pattern: string, flags = 's'): RegExp | undefined {
  return patternWith(pattern, `${flags}u`) ?? patternWith(pattern, flags);
}

function patternWith(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}

interface Atom {
  readonly source: string;
  readonly group: Group | undefined;
  readonly loops: boolean;
  readonly optional: boolean;
}

interface Group {
  readonly branches: readonly (readonly Atom[])[];
}

const NESTED = 'pattern with a repeated group that can match in several ways';
const LOOP_LEAST = 9;

class PatternReader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  problem(): string | undefined {
    const group = this.#group();
    return isAmbiguous(group, 0) ? NESTED : undefined;
  }

  #group(): Group {
    const branches: Atom[][] = [[]];
    while (this.#at < this.#pattern.length && this.#pattern[this.#at] !== ')') {
      if (this.#pattern[this.#at] === '|') {
        this.#at += 1;
        branches.push([]);
        continue;
      }
      branches.at(-1)?.push(this.#atom());
    }
    return { branches };
  }

  #atom(): Atom {
    const start = this.#at;
    const character = this.#pattern[this.#at];
    let group: Group | undefined;
    if (character === '(') {
      this.#at += this.#pattern.startsWith('(?:', this.#at) ? 3 : 1;
      group = this.#group();
      this.#at += 1;
    } else if (character === '[') this.#skipClass();
    else if (character === '\\') this.#at += escapeLength(this.#pattern, this.#at);
    else this.#at += 1;
    const source = this.#pattern.slice(start, this.#at);
    return { source, group, ...this.#quantifier() };
  }

  #skipClass(): void {
    this.#at += 1;
    while (this.#at < this.#pattern.length && this.#pattern[this.#at] !== ']') {
      this.#at += this.#pattern[this.#at] === '\\' ? 2 : 1;
    }
    this.#at += 1;
  }

  #quantifier(): { readonly loops: boolean; readonly optional: boolean } {
    const match = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/.exec(this.#pattern.slice(this.#at));
    if (match === null) return { loops: false, optional: false };
    this.#at += match[0].length;
    const [text, least, range, most] = match;
    if (text.startsWith('?')) return { loops: false, optional: true };
    if (least === undefined) return { loops: true, optional: text.startsWith('*') };
    const top = range === undefined ? Number(least) : Number(most || Number.POSITIVE_INFINITY);
    return { loops: top > LOOP_LEAST, optional: Number(least) === 0 };
  }
}

function escapeLength(pattern: string, at: number): number {
  const next = pattern[at + 1];
  if (next === 'u') return pattern[at + 2] === '{' ? pattern.indexOf('}', at) - at + 1 : 6;
  if (next === 'p' || next === 'P') return pattern.indexOf('}', at) - at + 1;
  return next === 'x' ? 4 : 2;
}

function isAmbiguous(group: Group, depth: number): boolean {
  if (depth > 20) return true;
  for (const branch of group.branches) {
    for (const [index, atom] of branch.entries()) {
      if (atom.group === undefined) {
        const next = branch[index + 1];
        if (atom.loops && next?.loops && next.source === atom.source) return true;
        continue;
      }
      if (isAmbiguous(atom.group, depth + 1)) return true;
      if (atom.loops && !isLinear(atom.group)) return true;
    }
  }
  return false;
}

function isLinear(group: Group): boolean {
  if (group.branches.length > 1) {
    return (
      group.branches.every((branch) => branch.length === 1 && isPlain(branch[0])) && areApart(group)
    );
  }
  const [first, ...rest] = group.branches[0] ?? [];
  if (first === undefined) return false;
  if (rest.length === 0 && isPlain(first)) return true;
  const marker = literalOf(first);
  return marker !== undefined && !rest.some((atom) => canMatch(atom, marker));
}

/** True when no character is one of two branches. */
function areApart({ branches }: Group): boolean {
  const sets = branches.map(([atom]) => setOf(atom));
  return sets.every(
    (set, index) =>
      set !== undefined &&
      sets.slice(index + 1).every((other) => other !== undefined && !intersects(set, other)),
  );
}

function setOf(atom: Atom | undefined): CharSet | undefined {
  const node = atom && readRegex(atom.source);
  const only = node?.kind === 'sequence' && node.items.length === 1 ? node.items[0] : undefined;
  return only?.kind === 'set' ? only.set : undefined;
}

function isPlain(atom: Atom | undefined): boolean {
  return atom !== undefined && atom.group === undefined && !atom.loops && !atom.optional;
}

function literalOf(atom: Atom): string | undefined {
  if (atom.group !== undefined || atom.loops || atom.optional) return undefined;
  if (/^\\[^A-Za-z0-9]$/.test(atom.source)) return atom.source.slice(1);
  return /^[^\\.[^$]$/.test(atom.source) ? atom.source : undefined;
}

function canMatch(atom: Atom, character: string): boolean {
  if (atom.group !== undefined) {
    return atom.group.branches.some((branch) => branch.some((inner) => canMatch(inner, character)));
  }
  return compiledPattern(`^(?:${atom.source})$`)?.test(character) ?? true;
}
