/** The media types in which answers can be given: each is JSON. */
const given = ['application/fhir+json', 'application/json'] as const;

/**
 * True when an Accept header leaves a media type that can be given. Parameters but `q` don't
 * count: `application/fhir+json; fhirVersion=4.0` asks for what is given.
 * Source: RFC 9110 §12.5.1.
 */
export function acceptsJson(header: string): boolean {
  const ranges = header.split(',').flatMap((range) => rangeOf(range) ?? []);
  return ranges.length === 0
    ? header.trim() === ''
    : given.some((type) => qualityOf(type, ranges) > 0);
}

interface MediaRange {
  readonly type: string;
  readonly quality: number;
}

function rangeOf(written: string): MediaRange | undefined {
  const [type = '', ...parameters] = written.split(';').map((part) => part.trim().toLowerCase());
  if (type === '') return undefined;
  const weight = parameters.find((parameter) => /^q\s*=/u.test(parameter));
  const quality = weight === undefined ? 1 : Number(weight.slice(weight.indexOf('=') + 1));
  return { type, quality: Number.isNaN(quality) ? 0 : quality };
}

/** The most exact range that fits decides. */
function qualityOf(type: (typeof given)[number], ranges: readonly MediaRange[]): number {
  for (const name of [type, 'application/*', '*/*']) {
    const range = ranges.find((each) => each.type === name);
    if (range !== undefined) return range.quality;
  }
  return 0;
}
