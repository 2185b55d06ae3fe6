import type { PrimitiveFault } from './primitive-fault.ts';

/** A way to write each type, with an example where there is one. */
const WAYS: ReadonlyMap<string, string> = new Map([
  ['base64Binary', "write the bytes in base64, without line breaks: 'SGVsbG8='"],
  ['boolean', 'write true or false, without quotes'],
  ['canonical', "write the URL of the definition: 'http://example.org/fhir/ValueSet/a|1.0'"],
  ['code', "write the code as its code system has it, with single spaces at most: 'active'"],
  ['date', "write a year, month or day: '2026', '2026-01' or '2026-01-31'"],
  ['dateTime', "write a day, or a time with its zone: '2026-01-31' or '2026-01-31T08:30:00-05:00'"],
  ['decimal', 'write a number, without quotes: 12.50'],
  ['id', "write 1 to 64 letters, digits, hyphens and dots: 'claim-1'"],
  ['instant', "write a day and a time with its zone: '2026-01-31T08:30:00.000Z'"],
  ['integer', 'write a whole number, without quotes: 12'],
  ['markdown', "write a text with content: 'See **the note**'"],
  ['oid', "write the OID behind its prefix: 'urn:oid:2.16.840.1.113883.4.6'"],
  ['positiveInt', 'write a whole number from 1 up, without quotes: 1'],
  ['string', 'write a text with content, without space around it or control characters'],
  ['time', "write hours, minutes and seconds, without a zone: '08:30:00'"],
  ['unsignedInt', 'write a whole number from 0 up, without quotes: 0'],
  ['uri', "write a URI without spaces: 'http://example.org/a' or 'urn:oid:2.16.840.1.113883.4.6'"],
  ['url', "write a URL without spaces: 'https://example.org/a'"],
  ['uuid', "write the UUID in lower case: 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520'"],
]);

/** How to mend a value that is not of its primitive type. */
export function primitiveMend(type: string, fault: PrimitiveFault): string {
  if (fault.kind === 'too-long') return 'shorten it, or send it as an attachment';
  if (type !== 'xhtml') return WAYS.get(type) ?? `write it as FHIR's ${type}`;
  if (fault.kind === 'json-type') return 'write the narrative as one text that begins with <div';
  return `repair the narrative, which ${fault.reason}, or remove the whole text element`;
}
