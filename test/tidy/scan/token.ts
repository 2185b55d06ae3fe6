/** What a piece of TypeScript text is; comments stay, white space does not. */
export type TokenKind =
  | 'word'
  | 'number'
  | 'string'
  | 'template'
  | 'regex'
  | 'comment'
  | 'punctuation';

/** One piece of TypeScript text with the line on which it begins and ends (1-based). */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly line: number;
  readonly endLine: number;
}

/** Words after which an operand follows, so that `/` begins a regex and `!` negates. */
export const operatorWords: ReadonlySet<string> = new Set([
  ...['return', 'typeof', 'instanceof', 'in', 'of', 'new', 'delete', 'void', 'throw', 'case'],
  ...['do', 'else', 'yield', 'await', 'extends', 'default', 'keyof', 'as', 'satisfies', 'is'],
]);

/** Whether a value ends with this token, so that what follows is an operator. */
export function endsOperand(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'word') return !operatorWords.has(token.text);
  if (token.kind === 'punctuation') return [')', ']', '}'].includes(token.text);
  return token.kind !== 'comment';
}
