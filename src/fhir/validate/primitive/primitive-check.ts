import { checkBase64 } from './base64-check.ts';
import { checkDate, checkDateTime, checkInstant, checkTime } from './calendar-checks.ts';
import {
  checkBoolean,
  checkDecimal,
  checkInteger,
  checkPositiveInt,
  checkUnsignedInt,
} from './number-checks.ts';
import type { PrimitiveCheck } from './primitive-fault.ts';
import { checkCode, checkId, checkMarkdown, checkString, checkXhtml } from './text-checks.ts';
import { checkCanonical, checkOid, checkUri, checkUuid } from './uri-checks.ts';

const CHECKS: ReadonlyMap<string, PrimitiveCheck> = new Map([
  ['base64Binary', checkBase64],
  ['boolean', checkBoolean],
  ['canonical', checkCanonical],
  ['code', checkCode],
  ['date', checkDate],
  ['dateTime', checkDateTime],
  ['decimal', checkDecimal],
  ['id', checkId],
  ['instant', checkInstant],
  ['integer', checkInteger],
  ['markdown', checkMarkdown],
  ['oid', checkOid],
  ['positiveInt', checkPositiveInt],
  ['string', checkString],
  ['time', checkTime],
  ['unsignedInt', checkUnsignedInt],
  ['uri', checkUri],
  ['url', checkUri],
  ['uuid', checkUuid],
  ['xhtml', checkXhtml],
]);

/**
 * The check of a primitive type's values; undefined for any other type.
 * Source: FHIR R4, Data Types, 2.24.0.1.
 */
export function primitiveCheck(type: string): PrimitiveCheck | undefined {
  return CHECKS.get(type);
}
