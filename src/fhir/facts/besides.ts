import type { Remark } from '../../domain/policy/found-evidence.ts';
import { present } from '../../result.ts';
import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import type { JsonObject } from '../json/json.ts';
import { coding } from '../translate/read/codes.ts';
import { object, objects } from '../translate/read/element.ts';
import { evidenceRules } from './evidence-rules.ts';
import { rawValue } from './raw-value.ts';

/**
 * The results that stand beside one: the other parts of its resource, and other Observations, with
 * when they were made. Shape: one that was withdrawn is not there.
 * Source: R4 Observation.component, Observation.hasMember; US Core pulse oximetry.
 */
export function besides(
  { byType }: RequestBundle,
  { resource }: BundleEntry,
  element: JsonObject,
): readonly Remark[] {
  const parts = objects(resource.component).filter((one) => one !== element);
  const others = byType('Observation').filter((one) => one.resource !== resource);
  return [
    ...parts.flatMap((part) => resultOf(part, { at: 'component' })),
    ...(resource.resourceType === 'Observation' ? others.flatMap(resultsOf) : []),
  ];
}

function resultsOf({ resource }: BundleEntry): readonly Remark[] {
  const rule = evidenceRules.Observation;
  if (rule === undefined || rule.standing(resource) === 'withdrawn') return [];
  const observed = present(rule.observed(resource));
  return [resource, ...objects(resource.component)].flatMap((one) =>
    resultOf(one, { at: 'observation', observed }),
  );
}

function resultOf(part: JsonObject, place: Pick<Remark, 'at' | 'observed'>): readonly Remark[] {
  return objects(object(part.code)?.coding).flatMap((one): readonly Remark[] => {
    const code = coding(one);
    if (code === undefined) return [];
    return [present({ ...place, form: 'beside' as const, code, value: rawValue(part, 'value') })];
  });
}
