import type { Code } from '../../../domain/code.ts';
import { type ReviewAction, reviewActions } from '../../../domain/review/review-action.ts';
import type {
  Authorization,
  Determination,
  ReviewCase,
} from '../../../domain/review/review-case.ts';
import type { RequestLine } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { JsonObject } from '../../json/json.ts';
import {
  concept,
  decimal,
  pasExtensionOf,
  period,
  quantity,
  withExtensions,
} from '../build/element.ts';
import { extensions, pasExtension } from '../read/extensions.ts';
import { submitted } from './adjudication.ts';
import { systems } from './systems.ts';

/** A line with its decision, and the item of the Claim that asked for it. */
export interface ItemInput {
  readonly reviewCase: ReviewCase;
  readonly line: RequestLine;
  readonly determination: Determination;
  readonly item: JsonObject | undefined;
  /** The number of the note that says why. */
  readonly note: number | undefined;
}

/** One line as ClaimResponse.item: what was asked, and what became of it. */
export function responseItem(input: ItemInput): JsonObject {
  const { line, determination, note } = input;
  const { authorization, decision, reasonCodes } = determination;
  return present({
    ...withExtensions(itemExtensions(input)),
    itemSequence: decimal(String(line.sequence)),
    noteNumber: note === undefined ? undefined : [decimal(String(note))],
    adjudication: [
      {
        ...withExtensions([
          reviewActionExtension({
            action: reviewActions[decision],
            number: authorization?.number,
            reasons: reasonCodes,
          }),
        ]),
        ...submitted,
      },
    ],
  });
}

function itemExtensions({
  reviewCase,
  line,
  determination,
  item,
}: ItemInput): readonly JsonObject[] {
  const { authorization, decision } = determination;
  const found: JsonObject[] = [...extensions(item, pasExtension('itemTraceNumber'))];
  if (authorization !== undefined) {
    found.push(pasExtensionOf('itemPreAuthIssueDate', 'valueDate', authorization.issuedOn));
    found.push(pasExtensionOf('itemPreAuthPeriod', 'valuePeriod', period(authorization.span)));
  }
  if (line.authorizationNumber !== undefined) {
    found.push(pasExtensionOf('authorizationNumber', 'valueString', line.authorizationNumber));
  }
  if (decision === 'pending') {
    const number = reviewCase.administrativeReferenceNumber;
    found.push(pasExtensionOf('administrationReferenceNumber', 'valueString', number));
  }
  if (line.servicedSpan !== undefined) {
    const asked = period(line.servicedSpan);
    found.push(pasExtensionOf('itemRequestedServiceDate', 'valuePeriod', asked));
  }
  if (authorization !== undefined) found.push(authorizedDetail(authorization));
  return [...found, ...admissionExtensions(reviewCase)];
}

/** What is authorized; of several codes of one service the first is told, without its display. */
function authorizedDetail(authorization: Authorization): JsonObject {
  const { service, modifiers = [], quantity: amount } = authorization;
  const [code] = service;
  const parts: JsonObject[] = [];
  if (code !== undefined) {
    parts.push({ url: 'productOrServiceCode', valueCodeableConcept: coded(code) });
  }
  for (const modifier of modifiers) {
    parts.push({ url: 'modifier', valueCodeableConcept: coded(modifier) });
  }
  if (amount !== undefined) parts.push({ url: 'quantity', valueQuantity: quantity(amount) });
  return { url: pasExtension('itemAuthorizedDetail'), extension: parts };
}

/** A name beside a code is the sender's word, and nothing that was reviewed. */
function coded({ system, code }: Code): JsonObject {
  return concept({ system, code });
}

/** The stay that the request told of, on each line of it. */
function admissionExtensions({ request }: ReviewCase): readonly JsonObject[] {
  return request.supportingItems.flatMap(({ kind, span, isCancelled }) => {
    if (isCancelled) return [];
    if (span?.from === undefined || (kind !== 'admission' && kind !== 'discharge')) return [];
    if (kind === 'discharge') return [pasExtensionOf('dischargeDate', 'valueDate', span.from)];
    return span.to === undefined || span.to === span.from
      ? [pasExtensionOf('admissionDates', 'valueDate', span.from)]
      : [pasExtensionOf('admissionDates', 'valuePeriod', { start: span.from, end: span.to })];
  });
}

/** A decision in the words of X12 HCR: action, number, reasons. */
export interface ActionInput {
  readonly action: ReviewAction;
  readonly number?: string | undefined;
  readonly reasons?: readonly string[];
}

/** The reviewAction extension of an adjudication. Source: PAS extension-reviewAction. */
export function reviewActionExtension({ action, number, reasons = [] }: ActionInput): JsonObject {
  const parts: JsonObject[] = [];
  if (number !== undefined) parts.push({ url: 'number', valueString: number });
  for (const code of reasons) {
    const reason = concept({ system: systems.reviewReason, code });
    parts.push({ url: 'reasonCode', valueCodeableConcept: reason });
  }
  const coded = concept({ system: systems.reviewAction, code: action });
  parts.push(pasExtensionOf('reviewActionCode', 'valueCodeableConcept', coded));
  return { url: pasExtension('reviewAction'), extension: parts };
}
