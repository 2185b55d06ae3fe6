import { fail, ok, type Result } from '../../result.ts';
import { type BinaryOperator, type Expression, partsOf } from './ast.ts';
import { type Token, tokensOf } from './lexer.ts';
import { momentOf } from './moment.ts';
import { Measure } from './value.ts';

const DEPTH_MAX = 100;
const THIS: Expression = { kind: 'this' };

const BINDING: Readonly<Record<BinaryOperator | 'is' | 'as', number>> = {
  implies: 1,
  or: 2,
  xor: 2,
  and: 3,
  in: 4,
  contains: 4,
  '=': 5,
  '!=': 5,
  '~': 5,
  '!~': 5,
  '<': 6,
  '<=': 6,
  '>': 6,
  '>=': 6,
  '|': 7,
  is: 8,
  as: 8,
  '+': 9,
  '-': 9,
  '&': 9,
  '*': 10,
  '/': 10,
  div: 10,
  mod: 10,
};
const UNITS = /^(?:year|month|week|day|hour|minute|second|millisecond)s?$/;

/** Parses a FHIRPath expression (N1); expressions nested deeper than 100 are refused. */
export function parseFhirPath(expression: string): Result<Expression, string> {
  const tokens = tokensOf(expression);
  if (!tokens.ok) return tokens;
  const parser = new Parser(tokens.value);
  const parsed = parser.parse();
  if (parsed === undefined) return fail(parser.problem);
  if (isTooDeep(parsed)) return fail(`nested deeper than ${DEPTH_MAX}`);
  return ok(parsed);
}

class Parser {
  problem = 'no expression';
  readonly #tokens: readonly Token[];
  #at = 0;
  #nesting = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Expression | undefined {
    const parsed = this.#binary(0);
    if (parsed !== undefined && this.#peek().kind !== 'end') {
      return this.#stop(`unexpected '${this.#peek().text}'`);
    }
    return parsed;
  }

  #peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? { kind: 'end', text: '' };
  }

  #take(symbol: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'symbol' || token.text !== symbol) return false;
    this.#at += 1;
    return true;
  }

  #stop(problem: string): undefined {
    this.problem = problem;
    return undefined;
  }

  #binary(above: number): Expression | undefined {
    this.#nesting += 1;
    if (this.#nesting > DEPTH_MAX) return this.#stop(`nested deeper than ${DEPTH_MAX}`);
    let left = this.#unary();
    while (left !== undefined) {
      const token = this.#peek();
      const operator = operatorOf(token);
      if (operator === undefined || BINDING[operator] <= above) break;
      this.#at += 1;
      left = this.#right(left, operator);
    }
    this.#nesting -= 1;
    return left;
  }

  #right(left: Expression, operator: BinaryOperator | 'is' | 'as'): Expression | undefined {
    if (operator === 'is' || operator === 'as') {
      const type = this.#typeName();
      return type === undefined ? undefined : { kind: 'type', operator, of: left, type };
    }
    const right = this.#binary(BINDING[operator]);
    return right === undefined ? undefined : { kind: 'binary', operator, left, right };
  }

  #unary(): Expression | undefined {
    let negations = 0;
    for (;;) {
      if (this.#take('-')) negations += 1;
      else if (!this.#take('+')) break;
    }
    const of = this.#path();
    return of !== undefined && negations % 2 === 1 ? { kind: 'negate', of } : of;
  }

  #path(): Expression | undefined {
    let at = this.#term();
    while (at !== undefined) {
      if (this.#take('.')) at = this.#invocation(at);
      else if (this.#take('[')) {
        const index: Expression | undefined = this.#binary(0);
        if (index === undefined || !this.#take(']')) return this.#stop('index without ]');
        at = { kind: 'indexer', of: at, index };
      } else break;
    }
    return at;
  }

  #term(): Expression | undefined {
    if (this.#take('(')) {
      const inner = this.#binary(0);
      if (inner === undefined) return undefined;
      return this.#take(')') ? inner : this.#stop('parenthesis without )');
    }
    if (this.#take('{')) {
      return this.#take('}') ? { kind: 'empty' } : this.#stop('{ without }');
    }
    return this.#literal() ?? this.#invocation(THIS);
  }

  #literal(): Expression | undefined {
    const token = this.#peek();
    const next = this.#peek(1);
    if (token.kind === 'name' && (token.text === 'true' || token.text === 'false')) {
      this.#at += 1;
      return { kind: 'literal', value: token.text === 'true' };
    }
    if (token.kind === 'string') {
      this.#at += 1;
      return { kind: 'literal', value: token.text };
    }
    if (token.kind === 'number') {
      const amount = Number(token.text);
      const unit = next.kind === 'string' || (next.kind === 'name' && UNITS.test(next.text));
      this.#at += unit ? 2 : 1;
      return { kind: 'literal', value: unit ? new Measure(amount, next.text) : amount };
    }
    if (token.kind === 'moment') {
      const moment = momentOf(token.text);
      if (moment === undefined) return undefined;
      this.#at += 1;
      return { kind: 'literal', value: moment };
    }
    if (token.kind === 'variable') {
      this.#at += 1;
      return { kind: 'variable', name: token.text.replace(/^[`']|[`']$/g, '') };
    }
    return undefined;
  }

  #invocation(of: Expression): Expression | undefined {
    if (this.#take('$this')) return of.kind === 'this' ? THIS : this.#stop('$this after a path');
    if (this.#take('$index')) return { kind: 'index' };
    const token = this.#peek();
    if (token.kind !== 'name' && token.kind !== 'quoted') {
      return this.#stop(`unexpected '${token.text}'`);
    }
    this.#at += 1;
    if (!this.#take('(')) return { kind: 'member', of, name: token.text };
    const args = this.#arguments();
    return args === undefined ? undefined : this.#call(of, token.text, args);
  }

  #arguments(): readonly Expression[] | undefined {
    const args: Expression[] = [];
    if (this.#take(')')) return args;
    for (;;) {
      const arg = this.#binary(0);
      if (arg === undefined) return undefined;
      args.push(arg);
      if (this.#take(')')) return args;
      if (!this.#take(',')) return this.#stop('arguments without )');
    }
  }

  #call(of: Expression, name: string, args: readonly Expression[]): Expression | undefined {
    const first = args[0];
    if (name === 'trace' && first !== undefined) return of;
    if ((name === 'exists' || name === 'any') && first !== undefined && args.length === 1) {
      const filtered: Expression = { kind: 'call', of, name: 'where', args };
      return { kind: 'call', of: filtered, name: 'exists', args: [] };
    }
    if ((name === 'is' || name === 'as' || name === 'ofType') && first !== undefined) {
      const type = dotted(first);
      if (type === undefined) return this.#stop(`${name}() without a type`);
      return { kind: 'type', operator: name, of, type };
    }
    return { kind: 'call', of, name, args };
  }

  #typeName(): string | undefined {
    const parts: string[] = [];
    do {
      const token = this.#peek();
      if (token.kind !== 'name' && token.kind !== 'quoted') return this.#stop('no type name');
      parts.push(token.text);
      this.#at += 1;
    } while (parts.length < 3 && this.#peek(1).kind !== 'end' && this.#take('.'));
    return parts.join('.');
  }
}

function operatorOf(token: Token): BinaryOperator | 'is' | 'as' | undefined {
  if (token.kind !== 'symbol' && token.kind !== 'name') return undefined;
  return isOperator(token.text) ? token.text : undefined;
}

function isOperator(text: string): text is BinaryOperator | 'is' | 'as' {
  return Object.hasOwn(BINDING, text);
}

function dotted(node: Expression): string | undefined {
  if (node.kind !== 'member') return undefined;
  if (node.of.kind === 'this') return node.name;
  const space = dotted(node.of);
  return space === undefined ? undefined : `${space}.${node.name}`;
}

function isTooDeep(root: Expression): boolean {
  let level: readonly Expression[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEPTH_MAX) return true;
    level = level.flatMap((node) => [...partsOf(node)]);
  }
  return false;
}
