import { isJsonArray, isJsonObject, type JsonObject } from '../../../../src/fhir/json/json.ts';

/** What reads every resource as a whole, whatever stands in it, and is no reading of an element. */
const scanners = /(?:rare-members|mentions|modifiers|canonical-text|element-path)\.ts/u;

/**
 * A document that notes which of its members are read.
 * Shape: the document, what notes -> the same document; `Bundle.entry[0].resource.use` is noted.
 */
export function recordedReads(
  document: JsonObject,
  note: (expression: string) => void,
): JsonObject {
  const known = new WeakMap<object, object>();
  const watched = <Value>(value: Value, expression: string): Value => {
    if (!isJsonObject(value) && !isJsonArray(value)) return value;
    const made = known.get(value);
    if (made !== undefined) return made as Value;
    const proxy = new Proxy(value, {
      get(target, name, receiver) {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof name !== 'string' || !Object.hasOwn(target, name)) return member;
        const place = isJsonArray(value) ? `${expression}[${name}]` : `${expression}.${name}`;
        if (isJsonArray(value)) return name === 'length' ? member : watched(member, place);
        if (!scanners.test(new Error('where').stack ?? '')) note(place);
        return watched(member, place);
      },
    });
    known.set(value, proxy);
    return proxy as Value;
  };
  return watched(document, 'Bundle');
}
