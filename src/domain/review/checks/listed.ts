/** A letter names so many; the request has the rest. */
const LISTED_MAX = 5;

/** Texts in one line, each once; what is left out is counted. */
export function listed(texts: readonly string[], joint = '; '): string {
  const distinct = [...new Set(texts)];
  const more = distinct.length > LISTED_MAX ? [`… (+${distinct.length - LISTED_MAX})`] : [];
  return [...distinct.slice(0, LISTED_MAX), ...more].join(joint);
}
