/** As FHIR writes decimals, as long as they can be calculated with at no cost. */
const DECIMAL = /^-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,2})?$/u;

/** True for a number that is short enough to be calculated with. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}
