import { both, either, type Membership, without } from './membership.ts';

/** Decides the codes that are not listed. */
export type CodeRule = (code: string) => Membership;

/** No other code than those listed. */
export const nothingElse: CodeRule = () => 'out';

/** Codes that are not listed can't be decided: the system's codes are not here. */
export const undecidable: CodeRule = () => 'unknown';

/** Codes of one code system: those listed, and a rule for all others. */
export interface SystemCodes {
  readonly listed: ReadonlySet<string>;
  readonly caseless: boolean;
  readonly rest: CodeRule;
  readonly has: CodeRule;
}

/** How codes compare, and what decides those that are not listed (default: none of them). */
export interface CodeOptions {
  readonly caseless?: boolean;
  readonly rest?: CodeRule;
}

/** The codes of a system that are listed, with a rule for the others. */
export function systemCodes(codes: Iterable<string>, options: CodeOptions = {}): SystemCodes {
  const { caseless = false, rest = nothingElse } = options;
  const listed = new Set(codes);
  if (!caseless) {
    return { listed, caseless, rest, has: (code) => (listed.has(code) ? 'in' : rest(code)) };
  }
  const folded = new Set<string>();
  for (const code of listed) folded.add(code.toLowerCase());
  const has = (code: string) =>
    listed.has(code) || folded.has(code.toLowerCase()) ? 'in' : rest(code);
  return { listed, caseless, rest, has };
}

/** A set of no code at all. */
export const noCodes: SystemCodes = systemCodes([]);

/** A set of which no code can be decided. */
export const anyCodes: SystemCodes = systemCodes([], { rest: undecidable });

/** The codes that are in one of two sets of the same system. */
export function unionOf(first: SystemCodes, second: SystemCodes): SystemCodes {
  const caseless = first.caseless || second.caseless;
  const rest = unionRule(first.rest, second.rest);
  return systemCodes([...first.listed, ...second.listed], { caseless, rest });
}

function unionRule(first: CodeRule, second: CodeRule): CodeRule {
  if (first === nothingElse) return second;
  if (second === nothingElse || first === second) return first;
  return (code) => either(first(code), second(code));
}

/** The codes that are in both of two sets of the same system. */
export function intersectionOf(first: SystemCodes, second: SystemCodes): SystemCodes {
  const caseless = first.caseless || second.caseless;
  const listed = [...first.listed].filter((code) => second.has(code) === 'in');
  if (first.rest === nothingElse && second.rest === nothingElse)
    return systemCodes(listed, { caseless });
  const further = [...second.listed].filter((code) => first.has(code) === 'in');
  const rest = (code: string) => both(first.has(code), second.has(code));
  return systemCodes([...listed, ...further], { caseless, rest });
}

/** The codes of the first set that are not in the second, of the same system. */
export function differenceOf(first: SystemCodes, second: SystemCodes): SystemCodes {
  const { caseless } = first;
  const listed = [...first.listed].filter((code) => second.has(code) === 'out');
  const decided = [...first.listed].every((code) => second.has(code) !== 'unknown');
  if (first.rest === nothingElse && decided) return systemCodes(listed, { caseless });
  const rest = (code: string) => without(first.has(code), second.has(code));
  return systemCodes(listed, { caseless, rest });
}
