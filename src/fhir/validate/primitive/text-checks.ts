import type { Json } from '../../json/json.ts';
import { checkNarrative } from '../narrative/check-narrative.ts';
import { hasForbiddenControl, isWhiteSpace } from './characters.ts';
import {
  CONTROL,
  doubtful,
  EMPTY,
  NOT_A_STRING,
  type PrimitiveFault,
  tooLong,
  wrongFormat,
} from './primitive-fault.ts';

const LENGTH_MAX = 1024 * 1024;
const ID_PATTERN = /^[A-Za-z0-9.-]{1,64}$/;

const TOO_LONG = tooLong('is longer than 1,048,576 characters');
const BLANK = doubtful('is white space only');
const OUTER_SPACE = doubtful('begins or ends with white space');
const CODE_SPACE = wrongFormat(
  'has white space other than single spaces between its words, as codes must not',
);
const ID = wrongFormat('is not 1 to 64 letters, digits, hyphens and dots');

/** string: at most 1 MB, no control characters; white space around it should not be, says R4. */
export function checkString(value: Json): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING;
  const length = value.length;
  if (length === 0) return EMPTY;
  if (length > LENGTH_MAX && characters(value) > LENGTH_MAX) return TOO_LONG;
  if (hasForbiddenControl(value)) return CONTROL;
  if (isWhiteSpace(value.charCodeAt(0)) || isWhiteSpace(value.charCodeAt(length - 1))) {
    return isBlank(value) ? BLANK : OUTER_SPACE;
  }
  return undefined;
}

/** markdown: as string, but white space around it means something. */
export function checkMarkdown(value: Json): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING;
  if (value.length === 0) return EMPTY;
  if (hasForbiddenControl(value)) return CONTROL;
  return isBlank(value) ? BLANK : undefined;
}

/** code: words with single spaces between them; a string, so that it has no control characters. */
export function checkCode(value: Json): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING;
  if (value.length === 0) return EMPTY;
  // A text begins as if after a space, so that a leading one is a second one.
  let spaced = true;
  let hasControl = false;
  for (let i = 0; i < value.length; i++) {
    const char = value.charCodeAt(i);
    if (char === 0x20) {
      if (spaced) return CODE_SPACE;
      spaced = true;
      continue;
    }
    spaced = false;
    if (char < 0x20) {
      if (isWhiteSpace(char)) return CODE_SPACE;
      hasControl = true;
    }
    if (char > 0x7e && isWhiteSpace(char)) return CODE_SPACE;
  }
  if (spaced) return CODE_SPACE;
  return hasControl ? CONTROL : undefined;
}

/** id: 1 to 64 of letters, digits, `-` and `.`. */
export function checkId(value: Json): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING;
  if (value.length === 0) return EMPTY;
  return ID_PATTERN.test(value) ? undefined : ID;
}

/** xhtml: a narrative. */
export function checkXhtml(value: Json): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING;
  if (value.length === 0) return EMPTY;
  const fault = checkNarrative(value);
  return fault && { kind: 'format', severity: 'error', reason: fault.reason };
}

function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (!isWhiteSpace(text.charCodeAt(i))) return false;
  }
  return true;
}

function characters(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char >= 0xdc00 && char <= 0xdfff) count--;
  }
  return count;
}
