import { wholeTextPattern } from '../../regex/whole-text-pattern.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import { quote } from './quote.ts';
import type { ValueCheck } from './state.ts';
import { fhirType } from './type-names.ts';

/** The regular expression that a definition puts on the values of a type. */
export function regexOf(node: ElementNode, type: string): string | undefined {
  return node.content.types.find((entry) => fhirType(entry) === type)?.regex;
}

/** Whole texts have to match; an expression that could run for ages is listed, not run. */
export function regexCheck(stated: {
  readonly node: ElementNode;
  readonly value: string;
}): ValueCheck {
  const { node, value: source } = stated;
  const pattern = wholeTextPattern(source);
  const unsafe = `the regular expression of ${node.id} is not safe to run`;
  return (value, context) => {
    if (typeof value !== 'string') return;
    if (pattern === undefined) context.undecided(unsafe);
    else if (!pattern.test(value)) {
      context.report({
        severity: 'error',
        code: 'value',
        rule: { node, check: 'regex' },
        message: `${quote(value)} does not have the form ${quote(source)}`,
        mend: 'write it in that form',
        isOfValue: true,
      });
    }
  };
}
