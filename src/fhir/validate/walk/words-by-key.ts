/**
 * A mend that begins with `add` and the name of an element is told with a sample of it.
 *
 * A sign in a constraint's expression that tells it from others of its key, what is wrong when it
 * is broken, and how to mend that.
 */
export type Words = readonly [sign: string, says: string, mend: string];

/** Words by the key of a constraint. */
export type WordsByKey = Readonly<Record<string, Words>>;
