/** The system of National Provider Identifiers. */
export const npiSystem = 'http://hl7.org/fhir/sid/us-npi';

/** A National Provider Identifier whose check digit is right. */
export type Npi = string & { readonly brand: 'Npi' };

/** What the check digit counts in front of the ten digits: the card issuer 80840. */
const PREFIX_SUM = 24;

/**
 * An NPI from its ten digits; undefined when the form or the check digit is wrong.
 * Source: 45 CFR 162.406; ISO/IEC 7812 with the prefix 80840.
 */
export function parseNpi(text: string): Npi | undefined {
  if (!/^\d{10}$/u.test(text)) return undefined;
  let sum = PREFIX_SUM;
  for (let index = 0; index < 10; index += 1) {
    const digit = Number(text[index]);
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 ? (text as Npi) : undefined; // brand
}
