import type { Remark } from '../../domain/policy/found-evidence.ts';
import type { JsonObject } from '../json/json.ts';
import { object, objects, text } from '../translate/read/element.ts';
import { asProse, concepts, proseOf, words } from './concept-remarks.ts';
import { unreadElements } from './unread-elements.ts';

/**
 * What a result says of how it was come by, in its own elements; of a panel this is said of all
 * that belongs to it. Source: R4 Observation.method, bodySite, category, note, referenceRange.
 */
export function resultRemarks(resource: JsonObject): readonly Remark[] {
  return [
    ...['category', 'method', 'bodySite'].flatMap((name) => concepts(resource, name)),
    ...noteRemarks(resource),
    ...extensionRemarks(resource),
    ...[resource, ...objects(resource.component)].flatMap(rangeRemarks),
    ...unreadElements(resource),
  ];
}

function noteRemark(said: string | undefined): Remark {
  return said === undefined ? words('note', said) : { at: 'note', form: 'note', text: said };
}

/** Who wrote a note is named freely, and may say more: such a note is for people. */
function noteRemarks({ note }: JsonObject): readonly Remark[] {
  return objects(note).flatMap((one) => [
    noteRemark(text(one.text)),
    ...(one.authorString === undefined ? [] : [words('note', text(one.authorString))]),
    ...asProse('note', text(object(one.authorReference)?.display)),
  ]);
}

/** When something was told of a result. */
export function issuedRemark(at: string, issued: string): Remark {
  return { at, form: 'issued', observed: { at: issued } };
}

function rangeRemarks({ referenceRange }: JsonObject): readonly Remark[] {
  return objects(referenceRange).flatMap((range) => [
    ...asProse('referenceRange', text(range.text)),
    ...['type', 'appliesTo'].flatMap((name) => proseOf(range, name, 'referenceRange')),
  ]);
}

/** R4's extensions that say under which circumstances, and in which position. */
const circumstances: ReadonlySet<string> = new Set([
  'http://hl7.org/fhir/StructureDefinition/observation-precondition',
  'http://hl7.org/fhir/StructureDefinition/observation-bodyPosition',
]);

/** Values of extensions that say by themselves what they mean, or mean a thing or a time. */
const TELLING: ReadonlySet<string> = new Set([
  ...['valueString', 'valueMarkdown', 'valueCodeableConcept', 'valueCoding', 'valueIdentifier'],
  ...['valueReference', 'valueDate', 'valueDateTime', 'valueInstant', 'valueUri', 'valueUrl'],
]);

/**
 * What extensions of a resource say. A yes, a number or a code of an extension that nobody knows
 * may mean anything; words may not contradict, in its name as little as in its value.
 */
export function extensionRemarks({ extension }: JsonObject): readonly Remark[] {
  return objects(extension).flatMap((one) => {
    const { valueCodeableConcept, valueCoding } = one;
    const concept = valueCodeableConcept ?? { coding: [valueCoding ?? {}] };
    const said = concepts({ extension: concept }, 'extension');
    const url = text(one.url) ?? '';
    if (circumstances.has(url)) return said;
    const names = Object.keys(one).filter((name) => name !== 'url' && name !== 'id');
    const isKnown = names.length > 0 && names.every((name) => TELLING.has(name));
    const texts = said.map((remark) => remark.text ?? remark.code?.display);
    const display = text(object(one.valueReference)?.display);
    const prose = [text(one.valueString), text(one.valueMarkdown), display, ...texts];
    return [
      ...(isKnown ? [] : [words('extension', undefined)]),
      ...[url.slice(url.lastIndexOf('/') + 1), ...prose].flatMap((given) =>
        asProse('extension', given),
      ),
    ];
  });
}
