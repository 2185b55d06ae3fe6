import { decided, type Given, need } from '../decided.ts';

/** What the last line of a request that would be approved comes to: each check with its words. */
export function linesOf(given: Given): readonly string[] {
  const { reviewCase } = decided({ facts: need, ...given });
  const { trace, decision, reasonCodes } = reviewCase.lines.at(-1)?.determinations[0] ?? {};
  const checks = (trace?.checks ?? []).map(({ id, result, detail, words }) => {
    const said = words === undefined ? [] : [`      ${words.en}`, `      ${words.es}`];
    return [`    ${id}: ${result}: ${detail}`, ...said].join('\n');
  });
  return [`  ${decision} ${reasonCodes}`, ...checks];
}

/** What is said of each case that is not said of the plain line. */
export function wordsOf(cases: readonly (readonly [string, Given])[]): readonly string[] {
  const known = new Set(linesOf({}));
  return cases.map(([name, given]) =>
    [name, ...linesOf(given).filter((line, index) => index === 0 || !known.has(line))].join('\n'),
  );
}
