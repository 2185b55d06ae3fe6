/** The path below which FHIR is spoken. */
export const fhirRoot = '/fhir';

/** True for the FHIR base and what is below it. */
export function isFhirPath(pathname: string): boolean {
  return pathname === fhirRoot || pathname.startsWith(`${fhirRoot}/`);
}
