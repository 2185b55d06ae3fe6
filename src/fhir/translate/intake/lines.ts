import type { Code } from '../../../domain/code.ts';
import type { RequestLine } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { codeOf, codesOf, codingsOf, identifierOf, textsBeside } from '../read/codes.ts';
import { isExact, spanOf } from '../read/dates.ts';
import { decimalText, integer, integers, object, objects, text, truth } from '../read/element.ts';
import { extensions, pasExtension, pasValue } from '../read/extensions.ts';
import { isUnreadable } from '../read/inexact-dates.ts';
import { calledInItem } from './called-concepts.ts';
import { certificationType, requestType } from './kind-codes.ts';
import { orderOf } from './orders.ts';
import { withOwnMarks } from './own-systems.ts';
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
    setting: settingOf(bundle, item),
    called: calledInItem(item),
    serviceTexts: textsBeside([item.productOrService]),
    service: withOwnMarks(bundle, codingsOf(item.productOrService)),
    serviceEnd: serviceEndOf(item),
    isGroup: objects(item.detail).length > 0 ? true : undefined,
    modifiers: objects(item.modifier).flatMap(modifiersOf),
    revenues: item.revenue === undefined ? undefined : codingsOf(item.revenue),
    servicedSpan: spanOf(item.servicedDate, item.servicedPeriod),
    inexactDates: inexactDates(bundle, item),
    quantity: quantityOf(item.quantity),
    unitPrice: moneyOf(item.unitPrice),
    net: moneyOf(item.net),
    priceFactor: decimalText(item.factor),
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

/** What a concept says without a code of its own is something that we don't know. */
function settingOf(bundle: RequestBundle, item: JsonObject): RequestLine['setting'] {
  const codes = (concepts: readonly (Json | undefined)[]): readonly Code[] =>
    concepts.flatMap((concept) => {
      const given = withOwnMarks(bundle, codingsOf(concept));
      return concept !== undefined && given.length === 0 ? [{ system: '', code: '' }] : given;
    });
  const types = extensions(item, pasExtension('serviceItemRequestType'));
  return {
    places: codes([item.locationCodeableConcept]),
    categories: codes([item.category]),
    requestTypes: codes(types.map(({ valueCodeableConcept }) => valueCodeableConcept)),
  };
}

/** A modifier that is told in words alone is one that we don't know, and not none. */
function modifiersOf(concept: JsonObject): readonly Code[] {
  const codes = codingsOf(concept);
  return codes.length === 0 ? [{ system: '', code: '' }] : codes;
}

/**
 * The dates of the item, else of the Claim, as they were written, when they are no whole dates; of
 * the Claim also when they only bound the item and are no dates at all.
 */
function inexactDates({ claim }: RequestBundle, item: JsonObject): string | undefined {
  const { servicedDate, servicedPeriod } = item;
  const { billablePeriod } = claim.resource;
  const isOwn = servicedDate !== undefined || servicedPeriod !== undefined;
  const period = isOwn && !isUnreadable(billablePeriod) ? servicedPeriod : billablePeriod;
  if (isExact(servicedDate, period)) return undefined;
  const { start, end } = object(period) ?? {};
  const written = [servicedDate, start, end].flatMap((date) => text(date) ?? []);
  return written.map((date) => date.slice(0, DATE_LENGTH_MAX)).join(' / ') || '?';
}

/** A dateTime with a time zone. */
const DATE_LENGTH_MAX = 35;

function serviceEndOf(item: JsonObject): RequestLine['serviceEnd'] {
  const codes = codesOf(pasValue(item, 'productOrServiceCodeEnd', 'valueCodeableConcept'));
  return codes.length === 0 ? undefined : codes;
}
