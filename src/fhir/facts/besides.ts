import { isInRange } from '../../domain/policy/compare.ts';
import type { Remark } from '../../domain/policy/found-evidence.ts';
import type { FactDefinition } from '../../domain/policy/rulebook.ts';
import { present } from '../../result.ts';
import type { BundleEntry } from '../bundle/request-bundle.ts';
import type { JsonObject } from '../json/json.ts';
import { coding } from '../translate/read/codes.ts';
import { object, objects } from '../translate/read/element.ts';
import { evidenceRules } from './evidence-rules.ts';
import { rawValue } from './raw-value.ts';

/** A result that changes the meaning of others when it stands beside them. */
export interface Qualifying {
  readonly entry: BundleEntry;
  readonly element: JsonObject;
  /** As a part of the same resource says it, and as a result of its own does. */
  readonly asPart: Remark;
  readonly asOther: Remark;
}

/**
 * The results of a request that qualify a fact: Observations and their parts. Shape: looked for
 * once per fact; one that was withdrawn qualifies its own parts alone.
 * Source: R4 Observation.component, Observation.hasMember; US Core pulse oximetry.
 */
export function qualifyingResults(
  observations: readonly BundleEntry[],
  ranges: NonNullable<FactDefinition['qualifiedBy']>,
): readonly Qualifying[] {
  if (ranges.length === 0) return [];
  return observations.flatMap((entry) => {
    const { resource } = entry;
    return [resource, ...objects(resource.component)].flatMap((element) =>
      objects(object(element.code)?.coding).flatMap((one): readonly Qualifying[] => {
        const code = coding(one);
        if (code === undefined || !ranges.some((range) => isInRange(code, range))) return [];
        const said = { form: 'beside' as const, code, value: rawValue(element, 'value') };
        const observed = present(evidenceRules.Observation?.observed(resource) ?? {});
        const asPart = present({ at: 'component', ...said });
        return [{ entry, element, asPart, asOther: { ...asPart, at: 'observation', observed } }];
      }),
    );
  });
}

/** What qualifies one value: parts beside it, and other results that were not withdrawn. */
export function besides(
  qualifying: readonly Qualifying[],
  entry: BundleEntry,
  element: JsonObject,
): readonly Remark[] {
  return qualifying.flatMap((one) => {
    if (one.entry.resource === entry.resource) {
      return one.element === element || one.element === entry.resource ? [] : [one.asPart];
    }
    const isGone = evidenceRules.Observation?.standing(one.entry.resource) === 'withdrawn';
    return isGone || entry.type !== 'Observation' ? [] : [one.asOther];
  });
}
