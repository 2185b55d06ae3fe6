/** Gives what is kept with an object; what is not is made, and kept. */
type Keep<Key extends object, Value> = (key: Key, make: () => Value) => Value;

/**
 * Keeps what is made of an object with that object, as long as it lives and unseen by whoever reads
 * its members. A WeakMap does the same at another price: what it holds outlives every small
 * collection of garbage, and with it the request that it was made of.
 */
export function keptWith<Key extends object, Value>(): Keep<Key, Value> {
  class Kept extends Returned {
    readonly #value: Value;

    constructor(key: Key, value: Value) {
      super(key);
      this.#value = value;
    }

    static of(key: Key, make: () => Value): Value {
      if (#value in key) return key.#value;
      const value = make();
      new Kept(key, value);
      return value;
    }
  }
  return Kept.of;
}

/** A class below it puts its private members into the object that is given. */
class Returned {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the object is the one that gets members
    return object;
  }
}
