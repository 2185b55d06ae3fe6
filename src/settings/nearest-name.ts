/** More changes than this are no slip of the finger. */
const DISTANCE_MAX = 3;

/**
 * The name that was probably meant: the one with the fewest letters changed, added, left out or
 * swapped with their neighbour; undefined when none is near.
 */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  let nearest: { readonly name: string; readonly distance: number } | undefined;
  for (const name of names) {
    if (Math.abs(name.length - written.length) > DISTANCE_MAX) continue;
    const distance = distanceBetween(written.toUpperCase(), name.toUpperCase());
    if (distance > Math.min(DISTANCE_MAX, name.length / 3)) continue;
    if (nearest === undefined || distance < nearest.distance) nearest = { name, distance };
  }
  return nearest?.name;
}

/** Optimal string alignment: the rows of the table are kept for the last two letters. */
function distanceBetween(one: string, other: string): number {
  let earlier: readonly number[] = [];
  let before: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      now[column] = Math.min(
        (before[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (before[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (earlier[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [earlier, before] = [before, now];
  }
  return before[other.length] ?? 0;
}
