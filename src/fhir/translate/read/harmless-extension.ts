import type { JsonObject } from '../../json/json.ts';
import { text } from './element.ts';
import { pasExtension } from './extensions.ts';

/**
 * Extensions that change nothing, wherever they stand: how exact a number is, when something was
 * entered, who somebody is beside what identifies them. Source: R4, US Core and PAS extensions.
 */
const HARMLESS: ReadonlySet<string> = new Set([
  ...[
    ...['quantity-precision', 'condition-assertedDate', 'workflow-episodeOfCare'],
    ...['coding-sctdescid', 'tz-code', 'tz-offset'],
  ].map((name) => `http://hl7.org/fhir/StructureDefinition/${name}`),
  ...['race', 'ethnicity', 'birthsex', 'sex', 'genderIdentity', 'tribal-affiliation'].map(
    (name) => `http://hl7.org/fhir/us/core/StructureDefinition/us-core-${name}`,
  ),
  ...['militaryStatus', 'identifierJurisdiction', 'identifierSubDepartment'].map(pasExtension),
]);

/** True for an extension that changes nothing of what it stands in. */
export function isHarmless({ url }: JsonObject): boolean {
  return HARMLESS.has(text(url) ?? '');
}
