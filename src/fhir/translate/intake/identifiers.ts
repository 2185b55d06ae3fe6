import type { Identifier } from '../../../domain/code.ts';
import type { TypedIdentifier } from '../../../domain/review/review-request.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { identifiersOf, typedIdentifiersOf } from '../read/codes.ts';
import { object, objects } from '../read/element.ts';
import { daysOf } from '../read/inexact-dates.ts';

/** The identifiers that are in use when the request is sent. Source: R4 Identifier.use, .period. */
export function currentIdentifiers(
  bundle: RequestBundle,
  value: Json | undefined,
): readonly Identifier[] {
  return identifiersOf(inUse(bundle, value));
}

/** The identifiers that are in use when the request is sent, with their kinds. */
export function currentTypedIdentifiers(
  bundle: RequestBundle,
  value: Json | undefined,
): readonly TypedIdentifier[] {
  return typedIdentifiersOf(inUse(bundle, value));
}

function inUse(bundle: RequestBundle, value: Json | undefined): readonly JsonObject[] {
  const { timestamp } = bundle.bundle;
  return objects(value).filter(({ use, period }) => use !== 'old' && isCurrent(period, timestamp));
}

/** What is not told does not end; a month or a year ends with its last day. */
function isCurrent(period: Json | undefined, timestamp: Json | undefined): boolean {
  if (period === undefined) return true;
  const { start, end } = object(period) ?? {};
  const [first, last] = [daysOf(start)?.first, daysOf(end)?.last];
  const on = daysOf(timestamp)?.first;
  if (on === undefined) return true;
  return (first === undefined || first <= on) && (last === undefined || on <= last);
}
