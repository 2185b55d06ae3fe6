import type { RequestLine } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import type { JsonObject } from '../../json/json.ts';
import { codeOf, codesOf, identifierOf } from '../read/codes.ts';
import { spanOf } from '../read/dates.ts';
import { decimalText, integer, integers, objects, text, truth } from '../read/element.ts';
import { extensions, pasExtension, pasValue } from '../read/extensions.ts';
import { certificationType, requestType } from './kind-codes.ts';
import { orderOf } from './orders.ts';
import { moneyOf, quantityOf } from './quantities.ts';
import { changeOf } from './supporting-items.ts';

/** One item of the Claim as a line of the review. Source: PAS spec-34, profile-claim item. */
export function requestLine(bundle: RequestBundle, item: JsonObject, origin: string): RequestLine {
  const concept = (name: string) => codeOf(pasValue(item, name, 'valueCodeableConcept'));
  const numbers = extensions(item, pasExtension('itemTraceNumber'));
  return present({
    origin,
    sequence: integer(item.sequence) ?? 0,
    traceNumbers: numbers.flatMap(({ valueIdentifier }) => identifierOf(valueIdentifier) ?? []),
    requestType: requestType(item),
    certificationType: certificationType(item),
    category: codeOf(item.category),
    service: codesOf(item.productOrService),
    serviceEnd: serviceEndOf(item),
    modifiers: objects(item.modifier).flatMap(codesOf),
    revenue: codeOf(item.revenue),
    servicedSpan: spanOf(item.servicedDate, item.servicedPeriod),
    place: codeOf(item.locationCodeableConcept),
    quantity: quantityOf(item.quantity),
    unitPrice: moneyOf(item.unitPrice),
    authorizationNumber: text(pasValue(item, 'authorizationNumber', 'valueString')),
    administrativeReferenceNumber: text(
      pasValue(item, 'administrationReferenceNumber', 'valueString'),
    ),
    careTeamSequences: integers(item.careTeamSequence),
    diagnosisSequences: integers(item.diagnosisSequence),
    supportingSequences: integers(item.informationSequence),
    requestedOrder: orderOf(bundle, item),
    isEpsdt: truth(pasValue(item, 'epsdtIndicator', 'valueBoolean')),
    nursingHomeStatus: concept('nursingHomeResidentialStatus'),
    nursingHomeLevel: concept('nursingHomeLevelOfCare'),
    revenueUnitRateLimit: decimalText(pasValue(item, 'revenueUnitRateLimit', 'valueDecimal')),
    ...changeOf(item),
  });
}

function serviceEndOf(item: JsonObject): RequestLine['serviceEnd'] {
  const codes = codesOf(pasValue(item, 'productOrServiceCodeEnd', 'valueCodeableConcept'));
  return codes.length === 0 ? undefined : codes;
}
