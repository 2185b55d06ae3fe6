import type { Remark, Tellable } from '../../domain/policy/found-evidence.ts';
import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import type { JsonObject } from '../json/json.ts';
import { integer, object, objects, referenceOf, text } from '../translate/read/element.ts';
import { extension, isCancelled, pasExtension } from '../translate/read/extensions.ts';
import { proseOf } from './concept-remarks.ts';
import { asTold } from './told.ts';

/** A piece of supporting information that names a resource. */
export type Paper = JsonObject;

/** The pieces of supporting information that name each resource; what is cancelled names none. */
export function papersOf(bundle: RequestBundle): ReadonlyMap<BundleEntry, readonly Paper[]> {
  const { claim } = bundle;
  const papers = new Map<BundleEntry, Paper[]>();
  for (const item of objects(claim.resource.supportingInfo)) {
    const reference = referenceOf(item.valueReference);
    const entry = reference === undefined ? undefined : bundle.resolve(reference, claim);
    if (entry === undefined || isCancelled(item)) continue;
    const same = papers.get(entry) ?? [];
    same.push(item);
    papers.set(entry, same);
  }
  return papers;
}

/** The numbers by which lines point to pieces of supporting information. */
export function sequencesOf(papers: readonly Paper[]): readonly number[] {
  return papers.flatMap(({ sequence }) => integer(sequence) ?? []);
}

/**
 * What supporting information says of what it names: in what it is called, and its description.
 * Source: PAS documentInformation; R4 Reference.display.
 */
export function paperRemarks(
  papers: readonly Paper[],
  tellable: () => Tellable,
): readonly Remark[] {
  return papers.flatMap((item) => {
    const described = extension(item, pasExtension('documentInformation'));
    const description = text(extension(described, 'description')?.valueString);
    const display = text(object(item.valueReference)?.display);
    const said = [description, display].filter((one) => one !== undefined);
    return [
      ...said.flatMap((one) => asTold('information', one, tellable())),
      ...proseOf(item, 'category', 'information'),
    ];
  });
}
