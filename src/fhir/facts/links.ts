import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import { isJsonArray, type JsonObject } from '../json/json.ts';
import { object, objects, referenceOf, text } from '../translate/read/element.ts';

/** What a result hangs on: the sample, the device, the procedure, the stay, the order. */
export interface Link {
  /** The element that names it. */
  readonly name: string;
  readonly isFound: boolean;
  /** True when it is there, and says that it never was or was no good. */
  readonly isVoid: boolean;
  readonly entry: BundleEntry | undefined;
}

const NAMES = ['specimen', 'device', 'partOf', 'encounter', 'basedOn', 'derivedFrom'] as const;

/** A procedure that was not done, a sample that was no good; one that was used up was good. */
const VOID: ReadonlySet<string> = new Set([
  ...['entered-in-error', 'unsatisfactory', 'cancelled', 'not-done', 'nullified', 'unknown'],
]);

/** Everything that a result names by a reference, as far as it changes what the result is. */
export function linksOf(bundle: RequestBundle, entry: BundleEntry): readonly Link[] {
  return NAMES.flatMap((name) =>
    listed(entry.resource[name]).flatMap((one) => {
      const reference = referenceOf(one);
      if (reference === undefined) return [];
      const target = bundle.resolve(reference, entry);
      const isVoid = VOID.has(text(target?.resource.status) ?? '');
      return [{ name, isFound: target !== undefined, isVoid, entry: target }];
    }),
  );
}

function listed(value: JsonObject[string] | undefined): readonly JsonObject[] {
  return isJsonArray(value) ? objects(value) : objects([object(value) ?? {}]);
}
