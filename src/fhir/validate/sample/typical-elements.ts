/** What a value of a type commonly has, where no definition requires anything of it. */
const TYPICAL: Readonly<Record<string, readonly string[]>> = {
  Address: ['text'],
  Annotation: ['text'],
  Attachment: ['contentType', 'url'],
  CodeableConcept: ['text'],
  Coding: ['system', 'code'],
  ContactDetail: ['name'],
  ContactPoint: ['system', 'value'],
  Dosage: ['text'],
  Extension: ['value[x]'],
  HumanName: ['family'],
  Identifier: ['system', 'value'],
  Meta: ['versionId'],
  Money: ['value', 'currency'],
  Period: ['start'],
  Quantity: ['value'],
  Range: ['low', 'high'],
  Ratio: ['numerator', 'denominator'],
  Timing: ['event'],
};

/** The names of the elements that say something in a value of a type. */
export function typicalElements(type: string): readonly string[] {
  return Object.hasOwn(TYPICAL, type) ? (TYPICAL[type] ?? []) : [];
}

/** The elements without which a value of a type says nothing to a reader. */
export function sayingElements(type: string): readonly string[] {
  return type === 'Identifier' ? ['value'] : [];
}

/** Codes of systems whose codes a grammar decides, so that nobody lists them. */
const BY_GRAMMAR: Readonly<Record<string, string>> = {
  'http://unitsofmeasure.org': '1',
  'urn:ietf:bcp:47': 'en-US',
  'urn:ietf:bcp:13': 'application/pdf',
};

/** A code of a system; an ellipsis where its codes are licensed and not here. */
export function codeOf(system: string): string {
  return Object.hasOwn(BY_GRAMMAR, system) ? (BY_GRAMMAR[system] ?? '…') : '…';
}
