import type { Remark } from '../../domain/policy/found-evidence.ts';
import type { BundleEntry } from '../bundle/request-bundle.ts';
import { isJsonArray, type Json, type JsonObject } from '../json/json.ts';
import { textsBeside } from '../translate/read/codes.ts';
import { object, objects, text } from '../translate/read/element.ts';
import { proseOf, words } from './concept-remarks.ts';
import { linkedRemarks } from './linked-remarks.ts';
import type { Link } from './links.ts';
import { narrativeRemarks, type TellableOf } from './told.ts';

/**
 * What stands beside the code of a Condition. The names of diseases are many, and may only not
 * doubt it; whatever else is written has to be understood. Elements and extensions that are not
 * known are found elsewhere. Source: R4 Condition.
 */
export function conditionRemarks(
  entry: BundleEntry,
  links: readonly Link[],
  tellableOf: TellableOf,
): readonly Remark[] {
  const { resource } = entry;
  return [
    ...proseOf(resource, 'code', 'code'),
    ...[resource, ...objects(resource.stage)].flatMap((part) =>
      CONCEPTS.flatMap((name) =>
        (textsBeside(each(part[name])) ?? []).map((said) => words(name, said)),
      ),
    ),
    ...objects(resource.note).map((note) => words('note', text(note.text))),
    ...(resource.onsetString === undefined ? [] : [words('onset', text(resource.onsetString))]),
    ...linkedRemarks(links, tellableOf),
    ...narrativeRemarks('text', resource, () => tellableOf(entry)),
  ];
}

/** Their codes doubt nothing, or are read with the standing; the last two are of stages. */
const CONCEPTS = [
  ...['clinicalStatus', 'verificationStatus', 'category', 'severity', 'bodySite'],
  ...['summary', 'type'],
];

/** What stands beside a diagnosis of the request itself. Source: R4 Claim.diagnosis. */
export function diagnosisRemarks(diagnosis: JsonObject): readonly Remark[] {
  const name = 'diagnosisCodeableConcept';
  return proseOf(diagnosis, name, name);
}

function each(value: Json | undefined): readonly JsonObject[] {
  if (isJsonArray(value)) return objects(value);
  const one = object(value);
  return one === undefined ? [] : [one];
}
