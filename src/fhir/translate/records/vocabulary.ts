/** Names of our own in the payer's records. */
export const vocabulary = {
  lineOfBusiness: 'https://assent.example/CodeSystem/line-of-business',
  fundingType: 'https://assent.example/CodeSystem/funding-type',
  /** An extension with `plan` (valueString: the id of the InsurancePlan) and `period`. */
  network: 'https://assent.example/StructureDefinition/network',
  timeZone: 'http://hl7.org/fhir/StructureDefinition/timezone',
} as const;
