import type { CharSet } from './char-set.ts';

/** A regular expression as a tree; `max` is Infinity when nothing bounds the repetition. */
export type RegexNode =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly items: readonly RegexNode[] }
  | {
      readonly kind: 'repeat';
      readonly item: RegexNode;
      readonly min: number;
      readonly max: number;
    };
