import { isLinearRegex } from './is-linear-regex.ts';

/**
 * A test of whole texts by a regular expression of a package; undefined when the expression can't
 * be read, or could take more than linear time on some text.
 */
export function wholeTextPattern(source: string): RegExp | undefined {
  const body = source.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
  if (!isLinearRegex(body)) return undefined;
  try {
    return new RegExp(`^(?:${body})$`, 'u');
  } catch {
    return undefined;
  }
}
