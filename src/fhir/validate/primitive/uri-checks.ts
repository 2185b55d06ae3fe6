import type { Json } from '../../json/json.ts';
import { beginsWith, hasForbiddenControl, hasSpaceOrControl } from './characters.ts';
import {
  CONTROL,
  EMPTY,
  NOT_A_STRING,
  type PrimitiveFault,
  wrongFormat,
} from './primitive-fault.ts';

const SPACE = wrongFormat('has white space, as a URI must not');
const UUID = wrongFormat('is not urn:uuid: and a UUID in lower-case hexadecimal digits');
const OID = wrongFormat('is not urn:oid: and an OID');
const NO_URN = wrongFormat('begins with oid: or uuid: instead of urn:oid: or urn:uuid:');
const RELATIVE = wrongFormat('is neither an absolute URL nor a fragment (#…)');

const UUID_PREFIX = 'urn:uuid:';
const OID_PREFIX = 'urn:oid:';
const UUID_END: number = UUID_PREFIX.length + 36;
const UUID_PATTERN = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** uri and url: no white space, be it ASCII or not (RFC 3986); UUIDs and OIDs well-formed. */
export function checkUri(value: Json): PrimitiveFault | undefined {
  return typeof value === 'string' ? uriFault(value, '#') : NOT_A_STRING;
}

/** canonical: as uri, absolute or a fragment; `|` may follow with a version. */
export function checkCanonical(value: Json): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING;
  const fault = uriFault(value, '#|');
  if (fault !== undefined) return fault;
  return value.charCodeAt(0) === 0x23 || isAbsolute(value) ? undefined : RELATIVE;
}

/** oid: `urn:oid:` and an OID. */
export function checkOid(value: Json): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING;
  if (value.length === 0) return EMPTY;
  return beginsWith(value, OID_PREFIX) ? uriFault(value, '') : OID;
}

/** uuid: `urn:uuid:` and a UUID. */
export function checkUuid(value: Json): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING;
  if (value.length === 0) return EMPTY;
  return beginsWith(value, UUID_PREFIX) ? uriFault(value, '') : UUID;
}

/** `ends` are the characters that may end the URI proper. */
function uriFault(text: string, ends: string): PrimitiveFault | undefined {
  if (text.length === 0) return EMPTY;
  const isUrn = beginsWith(text, 'urn:');
  // A whole UUID is looked at once only: it has no room for what is searched below.
  if (isUrn && text.length === UUID_END && isUuid(text, ends)) return undefined;
  if (hasSpaceOrControl(text)) return hasForbiddenControl(text) ? CONTROL : SPACE;
  if (isUrn) return urnFault(text, ends);
  return beginsWith(text, 'uuid:') || beginsWith(text, 'oid:') ? NO_URN : undefined;
}

function urnFault(text: string, ends: string): PrimitiveFault | undefined {
  if (beginsWith(text, UUID_PREFIX)) return isUuid(text, ends) ? undefined : UUID;
  return beginsWith(text, OID_PREFIX) && !isOid(text, ends) ? OID : undefined;
}

function isUuid(text: string, ends: string): boolean {
  if (!UUID_PATTERN.test(text)) return false;
  return text.length === UUID_END || ends.includes(text.charAt(UUID_END));
}

/** An arc of 0 to 2, then more arcs without leading zeros. Source: R4, Datatypes, oid. */
function isOid(text: string, ends: string): boolean {
  const start = OID_PREFIX.length;
  const first = text.charCodeAt(start);
  if (!(first >= 0x30 && first <= 0x32)) return false;
  let position = start + 1;
  let arcs = 1;
  while (text.charCodeAt(position) === 0x2e) {
    const arc = ++position;
    while (isDigit(text.charCodeAt(position))) position++;
    const length = position - arc;
    if (length === 0 || (length > 1 && text.charCodeAt(arc) === 0x30)) return false;
    arcs++;
  }
  if (arcs < 2) return false;
  return position === text.length || ends.replace('#', '').includes(text.charAt(position));
}

/** A scheme (RFC 3986 §3.1), a colon, and something behind it. */
function isAbsolute(text: string): boolean {
  if (beginsWith(text, 'http://') || beginsWith(text, 'https://')) return true;
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) return false;
  for (let i = 0; i < colon; i++) {
    const char = text.charCodeAt(i);
    const isLetter = (char | 0x20) >= 0x61 && (char | 0x20) <= 0x7a;
    const isOther = isDigit(char) || char === 0x2b || char === 0x2d || char === 0x2e;
    if (!isLetter && (i === 0 || !isOther)) return false;
  }
  return true;
}

function isDigit(char: number): boolean {
  return char >= 0x30 && char <= 0x39;
}
