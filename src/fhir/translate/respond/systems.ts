/** The code systems of answers. Source: PAS digest §5.3, §6. */
export const systems = {
  reviewAction: 'https://codesystem.x12.org/005010/306',
  reviewReason: 'https://codesystem.x12.org/external/886',
  rejectReason: 'https://codesystem.x12.org/005010/901',
  followUp: 'https://codesystem.x12.org/005010/889',
  adjudication: 'http://terminology.hl7.org/CodeSystem/adjudication',
  medium: 'http://hl7.org/fhir/us/davinci-pas/CodeSystem/PASTempCodes',
} as const;
