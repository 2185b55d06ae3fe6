import { fail, ok, type Result } from '../../result.ts';

/** A word of a FHIRPath expression; `quoted` names are never keywords. */
export interface Token {
  readonly kind: 'name' | 'quoted' | 'string' | 'number' | 'moment' | 'variable' | 'symbol' | 'end';
  readonly text: string;
}

const LENGTH_MAX = 20_000;
const SKIP = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const CLOCK = String.raw`\d\d(?::\d\d){0,2}(?:\.\d+)?`;
const DATE = String.raw`\d{4}(?:-\d\d){0,2}`;
const ZONE = String.raw`(?:Z|[+-]\d\d:\d\d)?`;
const MOMENT = new RegExp(`@(T${CLOCK}|${DATE}(?:T(?:${CLOCK})?${ZONE})?)`, 'y');
const PATTERNS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['name', /([A-Za-z_][A-Za-z0-9_]*)/y],
  ['quoted', /`((?:[^`\\]|\\.)*)`/y],
  ['string', /'((?:[^'\\]|\\.)*)'/y],
  ['moment', MOMENT],
  ['number', /(\d+(?:\.\d+)?)/y],
  ['variable', /%([A-Za-z_][A-Za-z0-9_]*|`(?:[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*')/y],
  ['symbol', /(\$this|\$index|<=|>=|!=|!~|[-+*/&|=~<>.,()[\]{}])/y],
];

/** Splits a FHIRPath expression into words, white space and comments left out. */
export function tokensOf(expression: string): Result<readonly Token[], string> {
  if (expression.length > LENGTH_MAX) return fail(`longer than ${LENGTH_MAX} characters`);
  const tokens: Token[] = [];
  let at = skipped(expression, 0);
  while (at < expression.length) {
    const token = tokenAt(expression, at);
    if (token === undefined) return fail(`unexpected text at ${at}`);
    tokens.push(token.token);
    at = skipped(expression, token.end);
  }
  tokens.push({ kind: 'end', text: '' });
  return ok(tokens);
}

function skipped(expression: string, at: number): number {
  SKIP.lastIndex = at;
  return SKIP.test(expression) ? SKIP.lastIndex : at;
}

function tokenAt(expression: string, at: number): { token: Token; end: number } | undefined {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const text = pattern.exec(expression)?.[1];
    if (text === undefined) continue;
    const plain = kind === 'quoted' || kind === 'string' ? unescaped(text) : text;
    return { token: { kind, text: plain }, end: pattern.lastIndex };
  }
  return undefined;
}

const ESCAPES: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', f: '\f' };

function unescaped(text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (_match, code: string) => {
    if (code.length > 1) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return ESCAPES[code] ?? code;
  });
}
