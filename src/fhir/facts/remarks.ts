import type { Remark } from '../../domain/policy/found-evidence.ts';
import type { BundleEntry } from '../bundle/request-bundle.ts';
import { isJsonArray, type JsonObject } from '../json/json.ts';
import { object, objects, referenceOf, text } from '../translate/read/element.ts';
import { asProse, concepts, headRemarks, words } from './concept-remarks.ts';
import { deviceRemarks } from './device-remarks.ts';
import { linkedRemarks } from './linked-remarks.ts';
import type { Link } from './links.ts';
import { type Paper, paperRemarks } from './papers.ts';
import { issuedRemark, resultRemarks } from './result-remarks.ts';
import { asTold, CIRCUMSTANCES, narrativeRemarks, type TellableOf } from './told.ts';

/** What a whole resource says beside each of its values. */
export interface ResourceRemarks {
  /** Beside the values of its parts only. */
  readonly ofParts: readonly Remark[];
  readonly ofAll: readonly Remark[];
}

/** A resource that holds evidence, and what is known of what surrounds it. */
export interface Surrounded {
  readonly entry: BundleEntry;
  readonly links: readonly Link[];
  readonly isReportOpen: boolean;
  readonly papers: readonly Paper[];
  /** What narratives of a resource may repeat. */
  readonly tellableOf: TellableOf;
}

/**
 * What stands beside all values of a resource and may change what they mean, for the domain to
 * judge; read once, however many values there are.
 * Source: R4 Observation.method, interpretation, note, bodySite, category, component, partOf.
 */
export function resourceRemarks(surrounded: Surrounded): ResourceRemarks {
  const { entry, links, isReportOpen, papers, tellableOf } = surrounded;
  const { resource } = entry;
  return {
    ofParts: [...headRemarks(resource), ...concepts(resource, 'interpretation')],
    ofAll: [
      ...resultRemarks(resource),
      ...issued(resource),
      ...namedAlone(resource),
      ...(isReportOpen ? [words('report', undefined)] : []),
      ...linkedRemarks(links, tellableOf),
      ...asides(surrounded),
      ...narrative(entry, tellableOf),
      ...paperRemarks(papers, () => tellableOf(entry)),
    ],
  };
}

/** What stands in the element itself that holds a value. */
export function elementRemarks(element: JsonObject, value: string): readonly Remark[] {
  return [
    ...concepts(element, 'code'),
    ...concepts(element, 'interpretation'),
    ...valueRemarks(element, value),
  ];
}

/** The words beside a code that is itself the value: "rule out" is no diagnosis. */
function valueRemarks(element: JsonObject, value: string): readonly Remark[] {
  const name = Object.keys(element).find((one) => one === `${value}CodeableConcept`) ?? value;
  return value === 'code' || object(element[name]) === undefined ? [] : concepts(element, name);
}

function issued({ issued: told }: JsonObject): readonly Remark[] {
  const at = text(told);
  return at === undefined ? [] : [issuedRemark('issued', at)];
}

/** What references say of circumstances that the result itself does not tell. */
function asides({ entry: { resource } }: Surrounded): readonly Remark[] {
  const displays = (name: string): readonly string[] => {
    const value = resource[name];
    if (value === undefined) return [];
    const references = isJsonArray(value) ? objects(value) : [object(value) ?? {}];
    return references.flatMap(({ display }) => text(display) ?? []);
  };
  return [
    ...CIRCUMSTANCES.flatMap((name) => displays(name).flatMap((said) => asTold(name, said))),
    ...displays('hasMember').flatMap((said) => asProse('hasMember', said)),
    // A device is called by its maker's name, which no list has.
    ...deviceRemarks('device', object(resource.device) ?? {}),
  ];
}

/** A procedure that it is part of and that is told by its words alone. */
function namedAlone(resource: JsonObject): readonly Remark[] {
  const named = objects(resource.partOf).filter((one) => referenceOf(one) === undefined);
  return named.map((one) => words('partOf', text(one.display)));
}

/** The text of a request as a whole is no remark on a diagnosis. */
function narrative(entry: BundleEntry, tellableOf: TellableOf): readonly Remark[] {
  if (entry.type === 'Claim') return [];
  return narrativeRemarks('text', entry.resource, () => tellableOf(entry));
}
