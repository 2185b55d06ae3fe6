import type { Code } from '../../../domain/code.ts';
import type { CalledConcept, CalledElement } from '../../../domain/review/written.ts';
import { present } from '../../../result.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { codingsOf } from '../read/codes.ts';
import { object, objects, text } from '../read/element.ts';
import { pasExtension } from '../read/extensions.ts';
import { pointed } from '../read/pointed.ts';

/**
 * The concepts of the request as a whole that steer its review and say more than their codes.
 * Shape: undefined when none does. Source: R4 Coding.display, CodeableConcept.text.
 */
export function calledInRequest(bundle: RequestBundle): readonly CalledConcept[] | undefined {
  const { claim } = bundle;
  const { type, priority, diagnosis, supportingInfo, insurance } = claim.resource;
  const found: CalledConcept[] = [];
  noteConcept(found, 'claimType', type);
  noteConcept(found, 'priority', priority);
  noteExtensions(found, claim.resource);
  for (const one of objects(diagnosis)) noteEach(found, 'diagnosisType', one.type);
  for (const one of objects(supportingInfo))
    noteConcept(found, 'informationCategory', one.category);
  for (const { coverage } of objects(insurance)) {
    noteConcept(found, 'relationship', pointed(bundle, claim, coverage)?.resource.relationship);
  }
  return found.length === 0 ? undefined : found;
}

/** The concepts of an item that say more than their codes; undefined when none does. */
export function calledInItem(item: JsonObject): readonly CalledConcept[] | undefined {
  const found: CalledConcept[] = [];
  noteConcept(found, 'place', item.locationCodeableConcept);
  noteConcept(found, 'category', item.category);
  noteEach(found, 'modifier', item.modifier);
  noteExtensions(found, item);
  return found.length === 0 ? undefined : found;
}

/** Extensions whose concepts steer, wherever they stand. */
const STEERING: ReadonlyMap<string, CalledElement> = new Map([
  [pasExtension('certificationType'), 'certificationType'],
  [pasExtension('levelOfServiceCode'), 'levelOfService'],
  [pasExtension('serviceItemRequestType'), 'requestType'],
]);

function noteExtensions(found: CalledConcept[], { extension }: JsonObject): void {
  for (const { url, valueCodeableConcept } of objects(extension)) {
    const element = typeof url === 'string' ? STEERING.get(url) : undefined;
    if (element !== undefined) noteConcept(found, element, valueCodeableConcept);
  }
}

function noteEach(found: CalledConcept[], element: CalledElement, value: Json | undefined): void {
  for (const one of objects(value)) noteConcept(found, element, one);
}

/** Nearly all concepts are bare codes, of which nothing is kept. */
export function noteConcept(
  found: CalledConcept[],
  element: CalledElement,
  value: Json | undefined,
): void {
  const concept = object(value);
  if (concept === undefined) return;
  const isBare = objects(concept.coding).every(({ display }) => display === undefined);
  if (isBare && concept.text === undefined) return;
  const codes = codingsOf(concept).map(clipped);
  found.push(present({ element, codes, text: clip(text(concept.text)) }));
}

/** Longer texts are never understood, so that no more of them has to be kept. */
const KEPT_MAX = 301;

function clip(said: string | undefined): string | undefined {
  return said === undefined || said.length <= KEPT_MAX ? said : said.slice(0, KEPT_MAX);
}

function clipped(code: Code): Code {
  return present({ ...code, display: clip(code.display) });
}
