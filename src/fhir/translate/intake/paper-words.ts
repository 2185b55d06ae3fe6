import type { RequestWords } from '../../../domain/review/written.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { narrativeTexts } from '../../facts/narrative.ts';
import type { JsonObject } from '../../json/json.ts';
import { textsBeside } from '../read/codes.ts';
import { object, objects, text } from '../read/element.ts';
import { extension, pasExtension } from '../read/extensions.ts';

/**
 * What is written on the papers of a request: what they are called, by themselves and by the
 * request. What they hold is for people. Shape: nothing when nothing is written on any.
 * Source: R4 DocumentReference.description, content.attachment.title; PAS documentInformation.
 */
export function paperWords({ claim, byType }: RequestBundle): Pick<RequestWords, PaperMember> {
  const given = objects(claim.resource.supportingInfo).flatMap(onInformation);
  const written = byType('DocumentReference').flatMap(({ resource }) => onPaper(resource));
  const said = [...given, ...written].flatMap((one) => one ?? []);
  const papers = [...new Set(said)].filter((one) => one !== '');
  if (papers.length === 0) return {};
  const length = papers.reduce((sum, one) => sum + one.length, 0);
  return length > KEPT_MAX ? { arePapersLong: true } : { papers };
}

type PaperMember = 'papers' | 'arePapersLong';

/** So many characters are kept and read; what is longer is for people. */
const KEPT_MAX = 8_000;

type Texts = readonly (string | undefined)[];

function onInformation(given: JsonObject): Texts {
  const { valueReference, valueAttachment } = given;
  const described = extension(given, pasExtension('documentInformation'));
  const parts = objects(described?.extension);
  return [
    ...parts.map(({ valueString, url }) => (url === 'description' ? text(valueString) : undefined)),
    ...parts.flatMap(({ valueCodeableConcept }) => textsBeside([valueCodeableConcept]) ?? []),
    text(object(valueReference)?.display),
    text(object(valueAttachment)?.title),
  ];
}

function onPaper(paper: JsonObject): Texts {
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
    ...narrativeTexts(paper),
  ];
}
