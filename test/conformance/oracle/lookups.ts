import { isJsonArray, isJsonObject, type Json } from '../../../src/fhir/json/json.ts';
import type { OracleIssue } from './oracle.ts';

const PASSED_ON = 'Terminology_PassThrough_TX_Message';
const NONE_IN_VALUE_SET = 'Terminology_TX_NoValid_1_CC';

/** What the lookup says of a coding that names its system alone. */
const CODE_NULL = /^Unknown code '[^']+#null'$/;

/** The three codes of USPS Publication 28, Appendix B, that the list of the service lacks. */
const ARMED_FORCES =
  /^(?:Unknown code "|Code A[AEP] .*\(for ')https:\/\/www\.usps\.com\/#A[AEP]["')]+$/;
const NO_STATE =
  /^[^(]*\(\S+\/us-core-usps-state\|.* \(codes = https:\/\/www\.usps\.com\/#A[AEP]\)$/;

/** What the validator says where it fell over the codes of an element. */
const FELL_OVER = /^Error Cannot invoke ".*" because ".*" is null validating CodeableConcept$/;

/**
 * True for an error that the service around the official validator makes of a code it looks up: of
 * a coding without a code it looks up the code `null`, and it keeps an own list of states, without
 * the armed forces. A coding that has the code `null` really makes it an error like any other.
 */
export function isOfLookup({ messageId, message }: OracleIssue, resource: Json): boolean {
  if (messageId === NONE_IN_VALUE_SET) return NO_STATE.test(message);
  if (messageId !== PASSED_ON) return false;
  return ARMED_FORCES.test(message) || (CODE_NULL.test(message) && !hasCodeNull(resource));
}

/** True where the official validator says itself that it fell over the codes of an element. */
export function fellOver({ messageId, message }: OracleIssue): boolean {
  return messageId === 'Terminology_TX_Error_CodeableConcept' && FELL_OVER.test(message);
}

function hasCodeNull(value: Json | undefined): boolean {
  if (isJsonArray(value)) return value.some(hasCodeNull);
  if (!isJsonObject(value)) return false;
  return value.code === 'null' || Object.values(value).some(hasCodeNull);
}
