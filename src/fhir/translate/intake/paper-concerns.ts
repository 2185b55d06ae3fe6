import type { LocalizedText } from '../../../domain/code.ts';
import type { Concern } from '../../../domain/review/review-request.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import { whoIs } from '../../facts/subject.ts';
import type { Json } from '../../json/json.ts';
import { object, objects, referenceOf, text } from '../read/element.ts';
import { isCancelled } from '../read/extensions.ts';
import { pointed } from '../read/pointed.ts';

/**
 * What was sent along leads to something that is here, and is about the patient: what is only named
 * nobody has seen. Results that decide have their own rules for whom they are about.
 * Source: R4 Claim.supportingInfo.value[x], DocumentReference.subject, context.sourcePatientInfo.
 */
export function paperConcerns(bundle: RequestBundle): readonly Concern[] {
  const { claim, byType } = bundle;
  const given = objects(claim.resource.supportingInfo);
  const papers = new Set(byType('DocumentReference'));
  const found: Concern[] = [];
  for (const [index, item] of given.entries()) {
    if (item.valueReference === undefined || isCancelled(item)) continue;
    const entry = pointed(bundle, claim, item.valueReference);
    const origin = `${claim.expression}.supportingInfo[${index}].valueReference`;
    if (entry !== undefined && entry.type !== 'Observation') papers.add(entry);
    if (entry === undefined && !isHereAnyhow(bundle, item.valueReference)) {
      found.push(concern(origin, 'leads to nothing', missing));
    }
  }
  for (const entry of papers) {
    if (isOfAnother(bundle, entry)) {
      found.push(concern(entry.expression, 'subject is another', ofAnother));
    }
  }
  return found;
}

/** True for `Type/id` of a resource that came, by an address at which it is not: it was sent. */
function isHereAnyhow({ entries }: RequestBundle, value: Json | undefined): boolean {
  const reference = referenceOf(value);
  return entries.some(({ type, resource }) => reference === `${type}/${text(resource.id)}`);
}

function isOfAnother(bundle: RequestBundle, entry: BundleEntry): boolean {
  const { subject, patient, context } = entry.resource;
  const source = object(context)?.sourcePatientInfo;
  return [subject, patient, source].some((one) => whoIs(bundle, entry, one) === 'other');
}

function concern(origin: string, detail: string, words: LocalizedText): Concern {
  return { kind: 'modifier', origin, detail, words };
}

const missing: LocalizedText = {
  en: 'the request names information that did not come with it',
  es: 'la solicitud nombra información que no vino con ella',
};
const ofAnother: LocalizedText = {
  en: 'a document that was sent along is not about the patient',
  es: 'un documento adjunto no trata del paciente',
};
