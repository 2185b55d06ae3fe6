/** True for the package of R4 itself, whose definitions were published by older rules. */
export function isBasePackage(packageId: string): boolean {
  return packageId.startsWith('hl7.fhir.r4.core#');
}
