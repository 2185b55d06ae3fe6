import { isBoundedlyAmbiguous } from './ambiguity.ts';
import { automatonOf } from './automaton.ts';
import { readRegex } from './regex-reader.ts';

/**
 * True when matching a whole text (`^(?:…)$`) against the expression is certain to take time linear
 * to the text, whatever the text is. Conservative: some harmless expressions are refused too.
 *
 * @example isLinearRegex('[^\\s]+(\\s[^\\s]+)*') // true
 * @example isLinearRegex('(a+)+') // false
 */
export function isLinearRegex(source: string): boolean {
  const node = readRegex(source);
  const automaton = node && automatonOf(node);
  return automaton !== undefined && isBoundedlyAmbiguous(automaton);
}
