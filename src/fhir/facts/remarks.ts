import type { Remark } from '../../domain/policy/found-evidence.ts';
import { present } from '../../result.ts';
import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import { isJsonArray, type JsonObject } from '../json/json.ts';
import { coding } from '../translate/read/codes.ts';
import { object, objects, referenceOf, text } from '../translate/read/element.ts';
import { besides } from './besides.ts';
import { linksOf } from './links.ts';

/** What says something: the resource, the element of it that does, and where the value is. */
export interface Saying {
  readonly bundle: RequestBundle;
  readonly entry: BundleEntry;
  readonly element: JsonObject;
  readonly value: string;
  /** True when it came with a report that is not final: a result is no more final than that. */
  readonly isReportOpen: boolean;
}

/**
 * Everything that stands beside a value and may change what it means, for the domain to judge.
 * Source: R4 Observation.method, interpretation, note, bodySite, category, component, partOf.
 */
export function remarksOf(saying: Saying): readonly Remark[] {
  const { bundle, entry, element } = saying;
  const { resource } = entry;
  const isPart = element !== resource;
  return [
    ...concepts(element, 'code'),
    ...concepts(element, 'interpretation'),
    ...valueRemarks(saying),
    ...(isPart ? concepts(resource, 'code').map(withoutCode) : []),
    ...(isPart ? concepts(resource, 'interpretation') : []),
    ...['category', 'method', 'bodySite'].flatMap((name) => concepts(resource, name)),
    ...objects(resource.note).map((note) => words('note', text(note.text))),
    ...extensions(resource),
    ...partOf(saying),
    ...linked(saying),
    ...asides(resource),
    ...(saying.isReportOpen ? [{ at: 'report', form: 'words' as const }] : []),
    ...besides(bundle, entry, element),
    ...narrative(entry),
  ];
}

/** The words beside a code that is itself the value: "rule out" is no diagnosis. */
function valueRemarks({ element, value }: Saying): readonly Remark[] {
  const name = Object.keys(element).find((one) => one === `${value}CodeableConcept`) ?? value;
  return value === 'code' || object(element[name]) === undefined ? [] : concepts(element, name);
}

/** The words and codes of a concept or of several; a Quantity has none. */
function concepts(of: JsonObject, name: string): readonly Remark[] {
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
    return concepts({ partOf: target.resource.code ?? {} }, 'partOf');
  });
}

/** What the result hangs on, where that is no good, or a sample that is not here or has words. */
function linked({ bundle, entry }: Saying): readonly Remark[] {
  return linksOf(bundle, entry).flatMap(({ name, isFound, isVoid, entry: target }) => {
    if (isVoid || (name === 'specimen' && !isFound)) return [{ at: name, form: 'words' as const }];
    return name === 'specimen' && target !== undefined ? ofSample(target.resource) : [];
  });
}

function ofSample(specimen: JsonObject): readonly Remark[] {
  return [
    ...concepts(specimen, 'condition').map((remark) => ({ ...remark, at: 'specimen' })),
    ...objects(specimen.note).flatMap((note) => asProse('specimen', text(note.text))),
    ...concepts(specimen, 'type').map((remark) => ({
      ...remark,
      ...{ at: 'specimen', form: 'sample' as const },
    })),
  ];
}

/** The text of a request as a whole is no remark on a diagnosis. */
function narrative({ type, resource }: BundleEntry): readonly Remark[] {
  const div = type === 'Claim' ? undefined : text(object(resource.text)?.div);
  const plain = div?.replace(/&#(x?)([0-9a-f]{1,6});/giu, character);
  // A mark may end a word, or stand within one.
  return [' ', ''].flatMap((mark) => asProse('text', plain?.replace(/<[^>]*>/gu, mark)));
}

function character(written: string, hex: string, digits: string): string {
  const code = Number.parseInt(digits, hex === '' ? 10 : 16);
  return code <= CODE_POINT_MAX ? String.fromCodePoint(code) : written;
}

const CODE_POINT_MAX = 0x10ffff;
