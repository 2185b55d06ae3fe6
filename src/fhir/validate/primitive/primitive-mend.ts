import type { Json } from '../../json/json.ts';
import type { PrimitiveFault } from './primitive-fault.ts';

/** A way to write each type, with examples where there are some. */
type Way = readonly [how: string, ...examples: readonly Json[]];

const WAYS: ReadonlyMap<string, Way> = new Map([
  way('base64Binary', 'write the bytes in base64, without line breaks', 'SGVsbG8='),
  way('boolean', 'write true or false, without quotes'),
  way('canonical', 'write the URL of the definition', 'http://example.org/fhir/ValueSet/a|1.0'),
  way('code', 'write the code as its code system has it, with single spaces at most', 'active'),
  way('date', 'write a year, month or day', '2026', '2026-01', '2026-01-31'),
  way(
    'dateTime',
    'write a day, or a time with its zone',
    '2026-01-31',
    '2026-01-31T08:30:00-05:00',
  ),
  way('decimal', 'write a number, without quotes', 12.5),
  way('id', 'write 1 to 64 letters, digits, hyphens and dots', 'claim-1'),
  way('instant', 'write a day and a time with its zone', '2026-01-31T08:30:00.000Z'),
  way('integer', 'write a whole number, without quotes', 12),
  way('markdown', 'write a text with content', 'See **the note**'),
  way('oid', 'write the OID behind its prefix', 'urn:oid:2.16.840.1.113883.4.6'),
  way('positiveInt', 'write a whole number from 1 up, without quotes', 1),
  way('string', 'write a text with content, without space around it or control characters'),
  way('time', 'write hours, minutes and seconds, without a zone', '08:30:00'),
  way('unsignedInt', 'write a whole number from 0 up, without quotes', 0),
  way('uri', 'write a URI without spaces', 'http://example.org/a', 'urn:oid:2.16.840.1.113883.4.6'),
  way('url', 'write a URL without spaces', 'https://example.org/a'),
  way('uuid', 'write the UUID in lower case', 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520'),
]);

function way(type: string, how: string, ...examples: readonly Json[]): readonly [string, Way] {
  return [type, [how, ...examples]];
}

/**
 * How to mend a value that is not of its primitive type. Examples that may not stand where it
 * stands are not given.
 */
export function primitiveMend(
  type: string,
  fault: PrimitiveFault,
  allows: (example: Json) => boolean,
): string {
  if (fault.kind === 'too-long') return 'shorten it, or send it as an attachment';
  if (type !== 'xhtml') return wayOf(type, allows);
  if (fault.kind === 'json-type') return 'write the narrative as one text that begins with <div';
  return `repair the narrative, which ${fault.reason}, or remove the whole text element`;
}

function wayOf(type: string, allows: (example: Json) => boolean): string {
  const [how, ...examples] = WAYS.get(type) ?? [`write it as FHIR's ${type}`];
  const allowed = examples.filter(allows);
  const shown = allowed.map((one) => (typeof one === 'string' ? `'${one}'` : String(one)));
  if (shown.length === 0) return how;
  // Where only some may stand, the type alone would say too much.
  const isWhole = allowed.length === examples.length;
  return `${isWhole ? how : 'write it as in'}${isWhole ? ':' : ''} ${listed(shown)}`;
}

function listed(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} or ${last}`;
}
