import type { Remark } from '../../domain/policy/found-evidence.ts';
import { present } from '../../result.ts';
import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import { isJsonArray, type JsonObject } from '../json/json.ts';
import { coding } from '../translate/read/codes.ts';
import { object, objects, referenceOf, text } from '../translate/read/element.ts';

/** What says something: the resource, the element of it that does, and where the value is. */
export interface Saying {
  readonly bundle: RequestBundle;
  readonly entry: BundleEntry;
  readonly element: JsonObject;
  readonly value: string;
}

/**
 * Everything that stands beside a value and may change what it means, for the domain to judge.
 * Source: R4 Observation.method, interpretation, note, bodySite, category, component, partOf.
 */
export function remarksOf(saying: Saying): readonly Remark[] {
  const { entry, element } = saying;
  const { resource } = entry;
  const isPart = element !== resource;
  return [
    ...named(element, 'code'),
    ...named(element, 'interpretation'),
    ...valueRemarks(saying),
    ...(isPart ? named(resource, 'code').map(withoutCode) : []),
    ...(isPart ? named(resource, 'interpretation') : []),
    ...['category', 'method', 'bodySite'].flatMap((name) => named(resource, name)),
    ...objects(resource.note).map((note) => words('note', text(note.text))),
    ...extensions(resource),
    ...partOf(saying),
    ...asides(resource),
    ...besides(saying),
    ...narrative(entry),
  ];
}

/** The words beside a code that is itself the value: "rule out" is no diagnosis. */
function valueRemarks({ element, value }: Saying): readonly Remark[] {
  const name = Object.keys(element).find((one) => one === `${value}CodeableConcept`) ?? value;
  return value === 'code' || object(element[name]) === undefined ? [] : named(element, name);
}

/** The words and codes of a concept or of several; a Quantity has none. */
function named(of: JsonObject, name: string): readonly Remark[] {
  const value = of[name];
  const concepts = isJsonArray(value) ? objects(value) : [object(value) ?? {}];
  return concepts.flatMap((concept) => [
    ...(text(concept.text) === undefined ? [] : [words(name, text(concept.text))]),
    ...objects(concept.coding).flatMap((one): readonly Remark[] => {
      const code = coding(one);
      if (code === undefined) return [words(name, text(one.display))];
      return isHarmless(code) ? [] : [{ at: name, form: 'words', code }];
    }),
  ]);
}

const harmless: Readonly<Record<string, ReadonlySet<string>>> = {
  'http://terminology.hl7.org/CodeSystem/observation-category': new Set([
    ...['vital-signs', 'laboratory', 'exam'],
  ]),
  'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation': new Set([
    ...['N', 'A', 'AA', 'L', 'LL', 'LU', 'H', 'HH', 'HU'],
  ]),
};

function isHarmless({ system, code }: { readonly system: string; readonly code: string }): boolean {
  return Object.hasOwn(harmless, system) && harmless[system]?.has(code) === true;
}

function words(at: string, said: string | undefined): Remark {
  return present({ at, form: 'words' as const, text: said });
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
    const said = named({ extension: one.valueCodeableConcept ?? {} }, 'extension');
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
      return references.flatMap(({ display }) => asProse(name, text(display)));
    }),
  ];
}

function asProse(at: string, said: string | undefined): readonly Remark[] {
  return said === undefined ? [] : [{ at, form: 'prose', text: said }];
}

/** What it was observed in the course of: a test under exertion is a Procedure of its own. */
function partOf({ bundle, entry }: Saying): readonly Remark[] {
  return objects(entry.resource.partOf).flatMap((one) => {
    const reference = referenceOf(one);
    const target = reference === undefined ? undefined : bundle.resolve(reference, entry);
    if (target === undefined) return [words('partOf', text(one.display))];
    return named({ partOf: target.resource.code ?? {} }, 'partOf');
  });
}

/** Other parts of the same resource, by their codes. */
function besides({ entry: { resource }, element }: Saying): readonly Remark[] {
  const parts = objects(resource.component).filter((one) => one !== element);
  return parts.flatMap((part) =>
    objects(object(part.code)?.coding).flatMap((one): readonly Remark[] => {
      const code = coding(one);
      return code === undefined ? [] : [{ at: 'component', form: 'beside', code }];
    }),
  );
}

/** The text of a request as a whole is no remark on a diagnosis. */
function narrative({ type, resource }: BundleEntry): readonly Remark[] {
  const div = type === 'Claim' ? undefined : text(object(resource.text)?.div);
  return asProse('text', div?.replace(/<[^>]*>/gu, ' '));
}
