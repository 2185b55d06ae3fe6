import { isInRange } from '../../domain/policy/compare.ts';
import type { Remark } from '../../domain/policy/found-evidence.ts';
import type { FactDefinition } from '../../domain/policy/rulebook.ts';
import { present } from '../../result.ts';
import type { BundleEntry } from '../bundle/request-bundle.ts';
import { coding } from '../translate/read/codes.ts';
import { object, objects } from '../translate/read/element.ts';
import { evidenceRules } from './evidence-rules.ts';
import { rawValue } from './raw-value.ts';

/** A result that changes the meaning of others when it stands beside them. */
export interface Qualifying {
  readonly entry: BundleEntry;
  readonly remark: Remark;
}

/**
 * The results of a request that qualify a fact: Observations and their parts. Shape: looked for
 * once per fact; what was withdrawn qualifies nothing.
 * Source: R4 Observation.component; US Core pulse oximetry.
 */
export function qualifyingResults(
  observations: readonly BundleEntry[],
  ranges: NonNullable<FactDefinition['qualifiedBy']>,
): readonly Qualifying[] {
  if (ranges.length === 0) return [];
  const rule = evidenceRules.Observation;
  return observations.flatMap((entry) => {
    const { resource } = entry;
    if (rule === undefined || rule.standing(resource) === 'withdrawn') return [];
    return [resource, ...objects(resource.component)].flatMap((element) =>
      objects(object(element.code)?.coding).flatMap((one): readonly Qualifying[] => {
        const code = coding(one);
        if (code === undefined || !ranges.some((range) => isInRange(code, range))) return [];
        const observed = present(rule.observed(resource));
        const said = { at: 'observation', form: 'beside' as const, code, observed };
        return [{ entry, remark: present({ ...said, value: rawValue(element, 'value') }) }];
      }),
    );
  });
}

/** What qualifies a value as a result of its own; parts of the same resource are read as parts. */
export function besides(qualifying: readonly Qualifying[], { type, resource }: BundleEntry) {
  if (type !== 'Observation') return [];
  const others = qualifying.filter(({ entry }) => entry.resource !== resource);
  return others.map(({ remark }) => remark);
}
