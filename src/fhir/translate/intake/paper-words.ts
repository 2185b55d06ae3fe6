import type { KindAsSent } from '../../../domain/policy/kinds.ts';
import type { CalledConcept, RequestWords } from '../../../domain/review/written.ts';
import { present } from '../../../result.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { textsBeside } from '../read/codes.ts';
import { withContained } from '../read/contained.ts';
import { decimalText, object, objects, text } from '../read/element.ts';
import { extension, pasExtension } from '../read/extensions.ts';
import { areKept } from '../read/kept-texts.ts';
import { pointed } from '../read/pointed.ts';
import { noteConcept } from './called-concepts.ts';
import { kindOf } from './kind-as-sent.ts';

/**
 * What is written on the papers of a request: what they are called, by themselves and by the
 * request. What they hold is for people; narratives are held to the data. Shape: nothing when
 * nothing is written on any.
 * Source: R4 DocumentReference.description, content.attachment.title; PAS documentInformation.
 */
export function paperWords(bundle: RequestBundle): Pick<RequestWords, PaperMember> {
  const { claim, entries } = bundle;
  const said: string[] = [];
  const kinds: KindAsSent[] = [];
  const labels: CalledConcept[] = [];
  for (const item of objects(claim.resource.supportingInfo)) {
    noteOfInformation(said, bundle, item);
    const type = extension(extension(item, DOCUMENT_INFORMATION), 'reportTypeCode');
    if (type !== undefined) kinds.push(kindOf(bundle, type.valueCodeableConcept));
  }
  for (const { type, resource } of entries.flatMap(withContained)) {
    if (type !== 'DocumentReference') continue;
    for (const one of onPaper(resource)) if (one !== undefined) said.push(one);
    for (const one of [resource.type, ...objects(resource.category)]) {
      if (one !== undefined) kinds.push(kindOf(bundle, one));
    }
    for (const one of objects(resource.securityLabel)) noteConcept(labels, 'securityLabel', one);
  }
  const papers = [...new Set(said)].filter((one) => one !== '');
  if (!areKept(papers) || kinds.length + labels.length > KINDS_MAX) return { arePapersLong: true };
  return present({
    papers: papers.length === 0 ? undefined : papers,
    paperKinds: kinds.length === 0 ? undefined : kinds,
    called: labels.length === 0 ? undefined : labels,
  });
}

type PaperMember = 'papers' | 'arePapersLong' | 'paperKinds' | 'called';

/** So many concepts are kept and read. */
const KINDS_MAX = 400;

function noteOfInformation(said: string[], bundle: RequestBundle, given: JsonObject): void {
  const { valueReference, valueAttachment } = given;
  const described = extension(given, DOCUMENT_INFORMATION);
  for (const { url, valueString, valueCodeableConcept } of objects(described?.extension)) {
    if (url === 'description' && typeof valueString === 'string') said.push(valueString);
    for (const one of textsBeside([valueCodeableConcept]) ?? none) said.push(one);
  }
  const title = text(object(valueAttachment)?.title);
  const name = withoutValue(bundle, valueReference, text(object(valueReference)?.display));
  for (const one of [name, title]) if (one !== undefined) said.push(one);
}

/** What a result is called that is named, but for the number that it says itself. */
function withoutValue(bundle: RequestBundle, reference: Json | undefined, name?: string) {
  if (name === undefined || !/\p{N}/u.test(name)) return name;
  const { valueQuantity } = pointed(bundle, bundle.claim, reference)?.resource ?? {};
  const amount = decimalText(object(valueQuantity)?.value);
  return name.replace(NUMBER, (number) => (number === amount ? ' ' : number));
}

const NUMBER = /(?<![\p{L}\p{N}.,])\p{Nd}+(?:\.\p{Nd}+)?(?![\p{N}.,])/gu;

const DOCUMENT_INFORMATION = pasExtension('documentInformation');
const none: readonly string[] = [];

function onPaper(paper: JsonObject): readonly (string | undefined)[] {
  const { type, category, content, description, relatesTo, context } = paper;
  const { event, practiceSetting, facilityType } = object(context) ?? {};
  const concepts = [
    ...[type, practiceSetting, facilityType],
    ...[category, event].flatMap(objects),
  ];
  const related = objects(relatesTo).map(({ target }) => text(object(target)?.display));
  return [
    text(description),
    ...(textsBeside(concepts) ?? []),
    ...objects(content).map(({ attachment }) => text(object(attachment)?.title)),
    ...related,
  ];
}
