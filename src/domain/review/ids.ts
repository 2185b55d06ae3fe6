import type { CaseId } from './review-case.ts';

/** Crockford's digits: no I, L, O or U, so that numbers can be read aloud. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CASE_LENGTH = 26;

/** A case id from the digest of the idempotency key. Shape: 64 hexadecimal digits -> 26 digits. */
export function caseIdOf(sha256: string): CaseId {
  let id = '';
  for (let end = sha256.length; id.length < CASE_LENGTH; end -= HEX_LENGTH) {
    let bits = Number.parseInt(sha256.slice(end - HEX_LENGTH, end), 16);
    for (let digit = 0; digit < HEX_LENGTH - 1; digit += 1) {
      id = `${DIGITS[bits % DIGITS.length] ?? '0'}${id}`;
      bits = Math.floor(bits / DIGITS.length);
    }
  }
  return id.slice(-CASE_LENGTH) as CaseId; // brand
}

/** Five hexadecimal digits are four of ours. */
const HEX_LENGTH = 5;

/**
 * The number of an approved line: case, line and two check digits, unique by construction.
 * Shape: `A-` case id `-001-` check digits.
 * Source: X12 REF-BB; design, storage.
 */
export function authorizationNumber(caseId: CaseId, line: number): string {
  return withCheckDigits(`A-${caseId}-${String(line).padStart(3, '0')}`);
}

/** The number of a case while it is pended. Source: X12 REF-NT. */
export function administrativeReferenceNumber(caseId: CaseId): string {
  return withCheckDigits(`P-${caseId}`);
}

/** The number by which the answer to a request for information finds its way back (X12 PWK). */
export function controlNumber(caseId: CaseId, index: number): string {
  return withCheckDigits(`I-${caseId}-${String(index + 1).padStart(2, '0')}`);
}

/** True when the check digits of a number of ours are right. */
export function hasRightCheckDigits(number: string): boolean {
  return withCheckDigits(number.slice(0, -3)) === number;
}

/** ISO 7064 MOD 97-10 finds every wrong character and every swapped pair of neighbours. */
function withCheckDigits(text: string): string {
  let rest = 0;
  for (const character of text) {
    const value = DIGITS.indexOf(character);
    if (value >= 0) rest = (rest * 100 + value) % 97;
  }
  const check = 98 - ((rest * 100) % 97);
  return `${text}-${String(check).padStart(2, '0')}`;
}
