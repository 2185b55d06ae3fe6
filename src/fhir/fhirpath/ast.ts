import type { Value } from './value.ts';

/** Operators with two operands, without `is` and `as`. */
export type BinaryOperator =
  | 'and'
  | 'or'
  | 'xor'
  | 'implies'
  | '='
  | '!='
  | '~'
  | '!~'
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'contains'
  | '|'
  | '&'
  | '+'
  | '-'
  | '*'
  | '/'
  | 'div'
  | 'mod';

/** A call with its input; without an input it applies to `$this`. */
export interface CallNode {
  readonly kind: 'call';
  readonly of: Expression;
  readonly name: string;
  readonly args: readonly Expression[];
}

/** Two operands and their operator. */
export interface BinaryNode {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** A test of, or a filter by, type. */
export interface TypeNode {
  readonly kind: 'type';
  readonly operator: 'is' | 'as' | 'ofType';
  readonly of: Expression;
  readonly type: string;
}

/** A step to a child element. */
interface MemberNode {
  readonly kind: 'member';
  readonly of: Expression;
  readonly name: string;
}

/** A parsed FHIRPath expression. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'empty' }
  | { readonly kind: 'this' }
  | { readonly kind: 'index' }
  | { readonly kind: 'variable'; readonly name: string }
  | MemberNode
  | CallNode
  | { readonly kind: 'indexer'; readonly of: Expression; readonly index: Expression }
  | { readonly kind: 'negate'; readonly of: Expression }
  | BinaryNode
  | TypeNode;

/** The expressions directly inside an expression. */
export function partsOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'call':
      return [node.of, ...node.args];
    case 'binary':
      return [node.left, node.right];
    case 'indexer':
      return [node.of, node.index];
    case 'member':
    case 'negate':
    case 'type':
      return [node.of];
    default:
      return [];
  }
}
