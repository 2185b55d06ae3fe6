import type { Quantity, RequestLine } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { codeOf, codesOf, identifierOf } from '../read/codes.ts';
import { spanOf } from '../read/dates.ts';
import {
  decimalText,
  integer,
  integers,
  object,
  objects,
  referenceOf,
  text,
  truth,
} from '../read/element.ts';
import { extensions, pasExtension, pasValue } from '../read/extensions.ts';
import { changeOf } from './supporting-items.ts';

/** One item of the Claim as a line of the review. Source: PAS spec-34, profile-claim item. */
export function requestLine(bundle: RequestBundle, item: JsonObject, origin: string): RequestLine {
  const concept = (name: string) => codeOf(pasValue(item, name, 'valueCodeableConcept'));
  const numbers = extensions(item, pasExtension('itemTraceNumber'));
  return present({
    origin,
    sequence: integer(item.sequence) ?? 0,
    traceNumbers: numbers.flatMap(({ valueIdentifier }) => identifierOf(valueIdentifier) ?? []),
    requestType: concept('serviceItemRequestType'),
    certificationType: concept('certificationType'),
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

/** An amount with its unit; the digits stay as they were sent. */
function quantityOf(value: Json | undefined): Quantity | undefined {
  const given = object(value);
  const amount = decimalText(given?.value);
  if (amount === undefined) return undefined;
  return present({
    amount,
    unit: text(given?.unit),
    system: text(given?.system),
    code: text(given?.code),
  });
}

function moneyOf(value: Json | undefined): RequestLine['unitPrice'] {
  const given = object(value);
  const amount = decimalText(given?.value);
  return amount === undefined ? undefined : present({ amount, currency: text(given?.currency) });
}

/** The order behind a line: what was ordered, in the codes of the order. */
function orderOf(bundle: RequestBundle, item: JsonObject): RequestLine['requestedOrder'] {
  const reference = referenceOf(pasValue(item, 'requestedService', 'valueReference'));
  const entry = reference === undefined ? undefined : bundle.resolve(reference, bundle.claim);
  if (entry === undefined) return undefined;
  const { resource, type } = entry;
  const ordered = resource.code ?? resource.codeCodeableConcept;
  return { kind: type, codes: codesOf(ordered ?? resource.medicationCodeableConcept) };
}
