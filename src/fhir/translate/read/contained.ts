import type { BundleEntry } from '../../bundle/request-bundle.ts';
import { objects, text } from './element.ts';

/**
 * An entry and the resources that it contains, each as an entry of its own. Shape: references in
 * what is contained lead where those of the entry lead, but for those within it.
 */
export function withContained(entry: BundleEntry): readonly BundleEntry[] {
  const { resource, expression } = entry;
  if (resource.contained === undefined) return [entry];
  const held = objects(resource.contained).map((one, index): BundleEntry => {
    const type = text(one.resourceType) ?? '';
    return { ...entry, resource: one, type, expression: `${expression}.contained[${index}]` };
  });
  return [entry, ...held];
}
