import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReviewRequest } from '../../../../src/domain/review/review-request.ts';
import { openRequestBundle } from '../../../../src/fhir/bundle/request-bundle.ts';
import { isJsonObject, type JsonObject } from '../../../../src/fhir/json/json.ts';
import { toReviewRequest } from '../../../../src/fhir/translate/intake/review-request.ts';
import type { Problem } from '../../../../src/problem.ts';
import { fail, ok, type Result } from '../../../../src/result.ts';
import { type TreeObject, thawObject } from '../../../conformance/mutants/tree.ts';
import { setAt } from './must-support/places.ts';

const file = join(import.meta.dirname, 'rich-update.json');
const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
const update: JsonObject = isJsonObject(content) ? content : {};

/** A made-up update that has every must-support element, to be changed at will. */
export function richUpdate(): TreeObject {
  return thawObject(update);
}

/** The same as a first request: nothing is replaced, changed or cancelled. */
export function richRequest(): TreeObject {
  const bundle = richUpdate();
  const claim = 'entry(Claim/rich-2).resource';
  for (const place of [
    'entry(Claim/rich-1)',
    `${claim}.related`,
    `${claim}.extension(certificationType)`,
    `${claim}.supportingInfo.3.extension(infoChanged)`,
    `${claim}.supportingInfo.4.extension`,
    `${claim}.supportingInfo.4.modifierExtension`,
    `${claim}.item.0.extension(infoChanged)`,
    `${claim}.item.3.modifierExtension`,
  ]) {
    if (!setAt(bundle, place, undefined)) throw new Error(`nothing at ${place}`);
  }
  const type = `${claim}.item.3.extension(certificationType).valueCodeableConcept.coding.0.code`;
  if (!setAt(bundle, type, 'I')) throw new Error('no certification type');
  const profile = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-claim';
  setAt(bundle, `${claim}.meta.profile`, [profile]);
  return bundle;
}

/** What the rich request has of all that a person reads; `unread-concerns.test.ts` has it. */
const OF_RICHNESS: readonly string[] = [
  ...['not read', 'in a hospital', 'nothing names it', 'a name alone', 'a text for people'],
  ...['an NPI that is none', 'its text is another name'],
];

/** The request that a Bundle is read as, without the concerns that its richness alone brings. */
export function readBundle(bundle: JsonObject): Result<ReviewRequest, Problem> {
  const opened = openRequestBundle(bundle);
  const read = opened.ok ? toReviewRequest(opened.value) : fail(opened.problem);
  if (!read.ok) return read;
  const concerns = read.value.concerns.filter(({ detail }) => !OF_RICHNESS.includes(detail));
  return ok({ ...read.value, concerns });
}

/** The request that a Bundle is read as; the test fails when it is none. */
export function requestIn(bundle: JsonObject): ReviewRequest {
  const read = readBundle(bundle);
  if (!read.ok) throw new Error(JSON.stringify(read.problem, null, 2));
  return read.value;
}
