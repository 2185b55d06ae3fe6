/**
 * How what a request says of a person stands to our record of a member: the same, nearly the
 * same, something else, or not to be compared (absent, or of another script).
 */
export type Likeness = 'same' | 'near' | 'other' | 'unknown';

/** True when two texts are one slip of the hand apart: a letter more, less, other or swapped. */
export function isOneSlipApart(one: string, other: string): boolean {
  const [short = [], long = []] = [[...one], [...other]].sort(byLength);
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  const rest = (letters: readonly string[], from: number): string => letters.slice(from).join('');
  if (short.length < long.length) return rest(short, start) === rest(long, start + 1);
  if (rest(short, start + 1) === rest(long, start + 1)) return true;
  const isSwapped = short[start] === long[start + 1] && short[start + 1] === long[start];
  return isSwapped && rest(short, start + 2) === rest(long, start + 2);
}

function byLength(left: readonly string[], right: readonly string[]): number {
  return left.length - right.length;
}
