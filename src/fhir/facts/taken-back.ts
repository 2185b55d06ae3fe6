import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import { objects, referenceOf } from '../translate/read/element.ts';
import { isCancelled } from '../translate/read/extensions.ts';

/** What supporting information points to that the request marks as cancelled, and no other does. */
export function takenBack(bundle: RequestBundle): ReadonlySet<BundleEntry> {
  const { claim } = bundle;
  const items = objects(claim.resource.supportingInfo);
  const named = (isTaken: boolean): readonly BundleEntry[] =>
    items
      .filter((item) => isCancelled(item) === isTaken)
      .flatMap(({ valueReference }) => {
        const reference = referenceOf(valueReference);
        return reference === undefined ? [] : (bundle.resolve(reference, claim) ?? []);
      });
  const kept = new Set(named(false));
  return new Set(named(true).filter((entry) => !kept.has(entry)));
}
