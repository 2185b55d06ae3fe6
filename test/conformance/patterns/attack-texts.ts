import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import { charTest } from './count-steps.ts';

/** A text made to keep a pattern busy: prefix, what is repeated, and what spoils the match. */
export interface Attack {
  readonly prefix: string;
  readonly pump: string;
  readonly suffix: string;
}

const SUFFIXES = ['\u0000', '\n.'];
const SINGLES_MAX = 12;
const PAIRED_MAX = 6;

/** What there is to try: ASCII, and one of each further kind that expressions speak of. */
const ALPHABET = [
  ...Array.from('aAzZfFxXeEgGsStT01958 .-_/:;,\'"()[]{}<>#|\\*+?&=!%@^`~$\n\t\r'),
  ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)),
  ...['\u0000', '\u007f', '\u00e9', '\u0301', '\u2264', '\u200b', '\u4e00'],
];

/** The text of an attack, about so many characters long. */
export function attackText({ prefix, pump, suffix }: Attack, length: number): string {
  const room = Math.max(0, length - prefix.length - suffix.length);
  return prefix + pump.repeat(Math.ceil(room / pump.length)) + suffix;
}

/**
 * Attacks on a pattern, made of what it takes itself: each of its parts repeated, alone and behind
 * what stands before it, and one or two characters of each kind that its sets tell apart.
 */
export function attacksOn(pattern: RegExp): readonly Attack[] {
  const literal = new RegExpParser().parseLiteral(String(pattern));
  const parts = new Parts(literal);
  const singles = parts.representatives.slice(0, SINGLES_MAX);
  // Two that are the same are one; without a loop there is nothing that two could share.
  const paired = parts.hasLoop ? singles.slice(0, PAIRED_MAX) : [];
  const pairs = paired.flatMap((one) =>
    paired.flatMap((other) => (one < other ? one + other : [])),
  );
  const pumps = new Set([...singles, ...pairs, ...parts.samples]);
  const attacks = [...pumps].map((pump) => ({ prefix: '', pump }));
  for (const [prefix, sample] of parts.behind) {
    for (const pump of new Set([sample, ...singles])) attacks.push({ prefix, pump });
  }
  return attacks
    .filter(({ pump }) => pump !== '')
    .flatMap((attack) => SUFFIXES.map((suffix) => ({ ...attack, suffix })));
}

class Parts {
  /** One character of each kind that the pattern tells apart. */
  readonly representatives: readonly string[];
  /** A text that each part takes. */
  readonly samples = new Set<string>();
  /** Texts that stand before a repeated part, and one that it takes. */
  readonly behind = new Map<string, string>();
  /** True when some part may be repeated. */
  hasLoop = false;
  readonly #flags: AST.Flags;
  readonly #first = new Map<AST.Node, string>();

  constructor({ pattern, flags }: AST.RegExpLiteral) {
    this.#flags = flags;
    this.representatives = this.#kinds(pattern);
    for (const alternative of pattern.alternatives) this.#walk(alternative, '');
  }

  #kinds(pattern: AST.Pattern): readonly string[] {
    const tests: ((char: string) => boolean)[] = [];
    const keep = (node: AST.Node): void => {
      const test = charTest(node, this.#flags);
      if (test === undefined) return;
      tests.push(test);
      const first = ALPHABET.find(test);
      this.#first.set(node, first ?? (node.type === 'Character' ? node.raw : ''));
    };
    const inSet = (node: AST.Node): boolean => node.parent?.type === 'CharacterClass';
    visitRegExpAST(pattern, {
      onCharacterEnter: (node) =>
        inSet(node) || node.parent.type === 'CharacterClassRange' || keep(node),
      onCharacterSetEnter: (node) => inSet(node) || keep(node),
      onCharacterClassEnter: keep,
    });
    const kinds = new Map<string, string>();
    for (const char of ALPHABET) {
      const kind = tests.map((test) => (test(char) ? '1' : '0')).join('');
      // What nothing takes is what the suffixes are for.
      if (!kinds.has(kind) && kind.includes('1')) kinds.set(kind, char);
    }
    // What most parts take is what can be taken in most ways.
    const ways = (kind: string): number => kind.replaceAll('0', '').length;
    return [...kinds].sort(([one], [other]) => ways(other) - ways(one)).map(([, char]) => char);
  }

  #walk(alternative: AST.Alternative, before: string): string {
    let prefix = before;
    for (const element of alternative.elements) {
      const sample = this.#sample(element);
      this.samples.add(sample).add(prefix + sample);
      if (element.type === 'Quantifier' && element.max > 1) this.hasLoop = true;
      if (element.type === 'Quantifier' && element.max > 9) this.behind.set(prefix, sample);
      const inner = element.type === 'Quantifier' ? element.element : element;
      if ('alternatives' in inner) {
        for (const one of inner.alternatives) this.#walk(one, prefix);
      }
      prefix += sample;
    }
    this.samples.add(prefix);
    return prefix;
  }

  /** A text that an element takes; the first alternative of several. */
  #sample(element: AST.Element): string {
    if (element.type === 'Quantifier') {
      return this.#sample(element.element).repeat(Math.min(Math.max(1, element.min), 100));
    }
    if (element.type === 'Group' || element.type === 'CapturingGroup') {
      return (element.alternatives[0]?.elements ?? []).map((one) => this.#sample(one)).join('');
    }
    return this.#first.get(element) ?? '';
  }
}
