import { wholeTextPattern } from '../regex/whole-text-pattern.ts';

/** No code of a code system is longer. */
const CODE_LENGTH_MAX = 256;

/** A test of codes by a value set's regular expression; undefined when it is not safe to run. */
export function codePattern(source: string): ((code: string) => boolean) | undefined {
  const pattern = wholeTextPattern(source);
  if (pattern === undefined) return undefined;
  return (code) => code.length <= CODE_LENGTH_MAX && pattern.test(code);
}
