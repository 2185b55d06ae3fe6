import type { Request } from 'express';
import type { Problem } from '../problem.ts';

const taken: ReadonlySet<string> = new Set(['application/fhir+json', 'application/json']);
const formats: ReadonlySet<string> = new Set(['json', ...taken]);
const given = ['application/fhir+json', 'application/json', 'application/problem+json'];

/** What keeps a request from being answered in JSON; undefined when nothing does. */
export function formatProblem(request: Request): Problem | undefined {
  const format = request.query._format;
  if (format !== undefined) {
    // A plus sign in a query is a space once it is decoded.
    const name = typeof format === 'string' ? format.replace(' ', '+') : '';
    if (!formats.has(name.toLowerCase())) return { code: 'not-acceptable' };
    return undefined;
  }
  const { accept } = request.headers;
  if (accept === undefined) return undefined;
  return request.accepts(given) === false ? { code: 'not-acceptable' } : undefined;
}

/** What is wrong with the media type of a body; undefined when it is JSON in UTF-8. */
export function mediaProblem({ headers }: Request): Problem | undefined {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').split(';');
  if (!taken.has(type.trim().toLowerCase())) return { code: 'media-type-unsupported' };
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/iu.exec(parameter)?.[1])
    .find((name) => name !== undefined);
  const isUtf8 = charset === undefined || /^utf-?8$/iu.test(charset);
  return isUtf8 ? undefined : { code: 'media-type-unsupported' };
}

/** True when the sender wants to read the answer. */
export function wantsPretty({ query }: Request): boolean {
  return query._pretty === 'true' || query._pretty === '';
}

/** The languages that the sender asks for, best first. */
export function languagesOf(request: Request): readonly string[] {
  const header = request.headers['accept-language'];
  return header === undefined || header.length > 200 ? [] : request.acceptsLanguages();
}

/** The query as texts by name; what is nested or no text is left out. */
export function queryOf({ url }: Request): Readonly<Record<string, readonly string[]>> {
  const at = url.indexOf('?');
  const found = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(at < 0 ? '' : url.slice(at + 1))) {
    found.set(name, [...(found.get(name) ?? []), value]);
  }
  return Object.fromEntries(found);
}
