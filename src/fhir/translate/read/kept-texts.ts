/**
 * True when texts of one kind are few enough to be kept with a case, and to be read for each of
 * its lines. Shape: 8,000 characters together; what is longer is for people.
 */
export function areKept(texts: readonly string[]): boolean {
  return texts.reduce((sum, one) => sum + one.length, 0) <= KEPT_MAX;
}

const KEPT_MAX = 8_000;
