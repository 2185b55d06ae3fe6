import type { Remark } from '../../domain/policy/found-evidence.ts';
import { present } from '../../result.ts';
import type { BundleEntry } from '../bundle/request-bundle.ts';
import { isJsonArray, type JsonObject } from '../json/json.ts';
import { object, objects, referenceOf, text } from '../translate/read/element.ts';
import { asProse, concepts, words } from './concept-remarks.ts';
import { linkedRemarks } from './linked-remarks.ts';
import type { Link } from './links.ts';
import { narrativeTexts } from './narrative.ts';

/** What a whole resource says beside each of its values. */
export interface ResourceRemarks {
  /** Beside the values of its parts only. */
  readonly ofParts: readonly Remark[];
  readonly ofAll: readonly Remark[];
}

/**
 * What stands beside all values of a resource and may change what they mean, for the domain to
 * judge; read once, however many values there are.
 * Source: R4 Observation.method, interpretation, note, bodySite, category, component, partOf.
 */
export function resourceRemarks(
  entry: BundleEntry,
  links: readonly Link[],
  isReportOpen: boolean,
): ResourceRemarks {
  const { resource } = entry;
  return {
    ofParts: [
      ...concepts(resource, 'code').map(withoutCode),
      ...concepts(resource, 'interpretation'),
    ],
    ofAll: [
      ...['category', 'method', 'bodySite'].flatMap((name) => concepts(resource, name)),
      ...objects(resource.note).map((note) => words('note', text(note.text))),
      ...extensions(resource),
      ...namedAlone(resource),
      ...(isReportOpen ? [words('report', undefined)] : []),
      ...linkedRemarks(links),
      ...asides(resource),
      ...narrative(entry),
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

/** The head of a panel has a code of its own: only its words say something of its parts. */
function withoutCode({ code, ...remark }: Remark): Remark {
  return present({ ...remark, text: remark.text ?? code?.display ?? '' });
}

/** R4's extensions that say under which circumstances, and in which position. */
const circumstances: ReadonlySet<string> = new Set([
  'http://hl7.org/fhir/StructureDefinition/observation-precondition',
  'http://hl7.org/fhir/StructureDefinition/observation-bodyPosition',
]);

function extensions({ extension }: JsonObject): readonly Remark[] {
  return objects(extension).flatMap((one) => {
    const said = concepts({ extension: one.valueCodeableConcept ?? {} }, 'extension');
    if (circumstances.has(text(one.url) ?? '')) return said;
    const texts = said.map((remark) => remark.text ?? remark.code?.display);
    return [text(one.valueString), ...texts].flatMap((prose) => asProse('extension', prose));
  });
}

/** References whose words may tell circumstances that the result itself does not. */
const circumstantial = ['basedOn', 'device', 'encounter', 'derivedFrom', 'hasMember', 'specimen'];

/** What is said in passing: it does not have to be understood, but may not contradict. */
function asides(resource: JsonObject): readonly Remark[] {
  const ranges = objects(resource.referenceRange).map((range) => text(range.text));
  return [
    ...ranges.flatMap((range) => asProse('referenceRange', range)),
    ...circumstantial.flatMap((name) => {
      const value = resource[name];
      const references = isJsonArray(value) ? objects(value) : [object(value) ?? {}];
      return references.flatMap(({ display }) => asProse('aside', text(display)));
    }),
  ];
}

/** A procedure that it is part of and that is told by its words alone. */
function namedAlone(resource: JsonObject): readonly Remark[] {
  const named = objects(resource.partOf).filter((one) => referenceOf(one) === undefined);
  return named.map((one) => words('partOf', text(one.display)));
}

/** The text of a request as a whole is no remark on a diagnosis. */
function narrative({ type, resource }: BundleEntry): readonly Remark[] {
  return type === 'Claim' ? [] : narrativeTexts(resource).flatMap((said) => asProse('text', said));
}
