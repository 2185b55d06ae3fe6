/** The code system of ICD-10-CM; ICD-9-CM and the WHO's ICD-10 are others. */
export const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';

/** A letter, a digit, a digit or letter; behind a dot up to four more, `X` where one is unused. */
const FORM = /^[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?$/;

/**
 * True when a code is written as ICD-10-CM writes codes: `J44`, `J44.9`, `S72.001A`; not `J449`,
 * `j44.9` or what has anything glued on. If there is such a code is another question.
 * Source: ICD-10-CM Official Guidelines, I.A.2 to I.A.5.
 */
export function isIcd10Cm(code: string): boolean {
  return FORM.test(code);
}
