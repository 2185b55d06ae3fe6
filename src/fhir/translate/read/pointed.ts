import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import type { Json } from '../../json/json.ts';
import { referenceOf } from './element.ts';

/** The entry that a Reference of a resource leads to; undefined when it leads to nothing here. */
export function pointed(
  bundle: RequestBundle,
  from: BundleEntry,
  value: Json | undefined,
): BundleEntry | undefined {
  const reference = referenceOf(value);
  return reference === undefined ? undefined : bundle.resolve(reference, from);
}
