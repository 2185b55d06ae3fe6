import type { Code } from '../../../domain/code.ts';
import type { CalledConcept, CalledElement } from '../../../domain/review/written.ts';
import { present } from '../../../result.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { isJsonArray, type Json, type JsonObject } from '../../json/json.ts';
import { codingsOf } from '../read/codes.ts';
import { object, objects, text } from '../read/element.ts';
import { extensions, pasExtension } from '../read/extensions.ts';
import { pointed } from '../read/pointed.ts';

/**
 * The concepts of the request as a whole that steer its review and say more than their codes.
 * Shape: undefined when none does. Source: R4 Coding.display, CodeableConcept.text.
 */
export function calledInRequest(bundle: RequestBundle): readonly CalledConcept[] | undefined {
  const { claim } = bundle;
  const { resource } = claim;
  const coverages = objects(resource.insurance).flatMap(
    ({ coverage }) => pointed(bundle, claim, coverage) ?? [],
  );
  return listed([
    ...called('claimType', [resource.type]),
    ...called('priority', [resource.priority]),
    ...called('levelOfService', valuesOf(resource, 'levelOfServiceCode')),
    ...called('certificationType', valuesOf(resource, 'certificationType')),
    ...objects(resource.diagnosis).flatMap(({ type }) => called('diagnosisType', each(type))),
    ...objects(resource.supportingInfo).flatMap(({ category }) =>
      called('informationCategory', [category]),
    ),
    ...coverages.flatMap((one) => called('relationship', [one.resource.relationship])),
  ]);
}

/** The concepts of an item that say more than their codes; undefined when none does. */
export function calledInItem(item: JsonObject): readonly CalledConcept[] | undefined {
  // The words beside the service itself are read elsewhere.
  return listed([
    ...called('place', [item.locationCodeableConcept]),
    ...called('category', [item.category]),
    ...called('certificationType', valuesOf(item, 'certificationType')),
    ...called('requestType', valuesOf(item, 'serviceItemRequestType')),
    ...called('levelOfService', valuesOf(item, 'levelOfServiceCode')),
    ...called('modifier', each(item.modifier)),
  ]);
}

function listed(found: readonly CalledConcept[]): readonly CalledConcept[] | undefined {
  return found.length === 0 ? undefined : found;
}

function called(
  element: CalledElement,
  concepts: readonly (Json | undefined)[],
): readonly CalledConcept[] {
  return concepts.flatMap((value) => {
    const concept = object(value);
    const codes = codingsOf(value);
    const said = text(concept?.text);
    const isBare = codes.every(({ display }) => display === undefined);
    if (isBare && said === undefined) return [];
    return [present({ element, codes: codes.map(clipped), text: clip(said) })];
  });
}

/** Longer texts are never understood, so that no more of them has to be kept. */
const KEPT_MAX = 301;

function clip(said: string | undefined): string | undefined {
  return said === undefined || said.length <= KEPT_MAX ? said : said.slice(0, KEPT_MAX);
}

function clipped(code: Code): Code {
  return present({ ...code, display: clip(code.display) });
}

function valuesOf(element: JsonObject, name: string): readonly (Json | undefined)[] {
  if (element.extension === undefined) return [];
  return extensions(element, pasExtension(name)).map(
    ({ valueCodeableConcept }) => valueCodeableConcept,
  );
}

function each(value: Json | undefined): readonly Json[] {
  return isJsonArray(value) ? value : [];
}
