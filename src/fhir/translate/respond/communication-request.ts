import type { InformationRequest } from '../../../domain/review/review-case.ts';
import { present } from '../../../result.ts';
import type { JsonObject } from '../../json/json.ts';
import { concept, decimal, pasExtensionOf } from '../build/element.ts';
import type { ResponseInput } from './response-input.ts';
import { systems } from './systems.ts';
import { pleaseSend } from './words.ts';

const profile =
  'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-communicationrequest';

/** Where a request for information stands. */
export function communicationUrl({ fhirBase }: ResponseInput, id: string): string {
  return `${fhirBase}/CommunicationRequest/${id}`;
}

/**
 * What the payer asks for, as the provider's system takes it up.
 * Source: PAS profile-communicationrequest; ainfo-2; digest §2.7.
 */
export function toCommunicationRequest(
  { request, language }: ResponseInput,
  asked: InformationRequest,
): JsonObject {
  const claim = request.claim.resource;
  return present({
    resourceType: 'CommunicationRequest',
    id: asked.id,
    meta: { profile: [profile] },
    extension: [
      pasExtensionOf('serviceLineNumber', 'valuePositiveInt', decimal(String(asked.lineSequence))),
    ],
    identifier: [{ value: asked.controlNumber }],
    status: 'active',
    category: [concept(asked.reportType)],
    medium: [concept({ system: systems.medium, code: 'CDEX' })],
    subject: claim.patient,
    payload: [{ contentString: asked.document.code }],
    authoredOn: asked.askedAt,
    requester: claim.insurer,
    recipient: claim.provider === undefined ? undefined : [claim.provider],
    sender: claim.provider,
    note: [{ text: pleaseSend(asked.question)[language] }],
  });
}
