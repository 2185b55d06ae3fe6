import type { RequestWords } from '../../../domain/review/written.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import type { JsonObject } from '../../json/json.ts';
import { textsBeside } from '../read/codes.ts';
import { withContained } from '../read/contained.ts';
import { object, objects, text } from '../read/element.ts';
import { extension, pasExtension } from '../read/extensions.ts';

/**
 * What is written on the papers of a request: what they are called, by themselves and by the
 * request. What they hold is for people; narratives are held to the data. Shape: nothing when
 * nothing is written on any.
 * Source: R4 DocumentReference.description, content.attachment.title; PAS documentInformation.
 */
export function paperWords({ claim, entries }: RequestBundle): Pick<RequestWords, PaperMember> {
  const said: string[] = [];
  for (const item of objects(claim.resource.supportingInfo)) noteOfInformation(said, item);
  for (const { type, resource } of entries.flatMap(withContained)) {
    if (type !== 'DocumentReference') continue;
    for (const one of onPaper(resource)) if (one !== undefined) said.push(one);
  }
  if (said.length === 0) return {};
  const papers = [...new Set(said)].filter((one) => one !== '');
  if (papers.length === 0) return {};
  const length = papers.reduce((sum, one) => sum + one.length, 0);
  return length > KEPT_MAX ? { arePapersLong: true } : { papers };
}

type PaperMember = 'papers' | 'arePapersLong';

/** So many characters are kept and read; what is longer is for people. */
const KEPT_MAX = 8_000;

function noteOfInformation(said: string[], given: JsonObject): void {
  const { valueReference, valueAttachment } = given;
  const described = extension(given, DOCUMENT_INFORMATION);
  for (const { url, valueString, valueCodeableConcept } of objects(described?.extension)) {
    if (url === 'description' && typeof valueString === 'string') said.push(valueString);
    for (const one of textsBeside([valueCodeableConcept]) ?? none) said.push(one);
  }
  const names = [object(valueReference)?.display, object(valueAttachment)?.title];
  for (const name of names) if (typeof name === 'string') said.push(name);
}

const DOCUMENT_INFORMATION = pasExtension('documentInformation');
const none: readonly string[] = [];

function onPaper(paper: JsonObject): readonly (string | undefined)[] {
  const { type, category, content, securityLabel, description, relatesTo, context } = paper;
  const { event, practiceSetting, facilityType } = object(context) ?? {};
  const concepts = [
    ...[type, practiceSetting, facilityType],
    ...[category, securityLabel, event].flatMap(objects),
  ];
  const related = objects(relatesTo).map(({ target }) => text(object(target)?.display));
  return [
    text(description),
    ...(textsBeside(concepts) ?? []),
    ...objects(content).map(({ attachment }) => text(object(attachment)?.title)),
    ...related,
  ];
}
